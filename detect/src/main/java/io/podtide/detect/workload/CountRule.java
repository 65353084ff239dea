package io.podtide.detect.workload;

import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.rule.Ruling;
import io.podtide.detect.text.Durations;
import java.time.Duration;
import java.util.Optional;

/** Is what has struck a workload's pods often enough a failure? One rule a kind that counts. */
final class CountRule {

    private CountRule() {}

    static Optional<Verdict> met(WorkloadTrack track, Kind kind, Strike newest, Ruling ruling) {
        var strikes = track.strikes(kind);
        return switch (kind) {
            case OOM -> OomRule.met(strikes, newest, ruling);
            case EVICTED -> evictions(strikes, newest, ruling);
            case POD_FAILED -> rejections(strikes, newest, ruling);
            default -> RestartLoopRule.met(strikes, track.daily(), newest, ruling);
        };
    }

    /** Evictions that belong together come within the same time as restarts over a workload's pods. */
    private static Optional<Verdict> evictions(Strikes strikes, Strike newest, Ruling ruling) {
        int pods = ruling.rules().evicted().pods();
        var words = pods == 1 ? "an evicted pod" : pods + " evicted pods";
        return ofPods(
                strikes, newest, pods, ruling.rules().restartLoop().workloadWithin(), ruling.cite(Kind.EVICTED, words));
    }

    private static Optional<Verdict> rejections(Strikes strikes, Strike newest, Ruling ruling) {
        var rule = ruling.rules().podFailed();
        var words = rule.rejections() + " pods rejected in " + Durations.text(rule.within());
        return ofPods(strikes, newest, rule.rejections(), rule.within(), ruling.cite(Kind.POD_FAILED, words));
    }

    private static Optional<Verdict> ofPods(Strikes strikes, Strike newest, int pods, Duration within, String words) {
        var inWindow = strikes.within(newest.at(), within).toList();
        long struck = inWindow.stream().map(s -> s.pod().uid()).distinct().count();
        return struck >= pods ? Optional.of(new Verdict(inWindow, words, Duration.ZERO)) : Optional.empty();
    }
}
