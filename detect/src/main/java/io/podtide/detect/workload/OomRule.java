package io.podtide.detect.workload;

import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.rule.Rules.Oom;
import io.podtide.detect.rule.Ruling;
import io.podtide.detect.text.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Are these out-of-memory kills a pattern: of one container, or over a workload's pods? */
final class OomRule {

    private static final Duration DAY = Duration.ofHours(24);

    private OomRule() {}

    static Optional<Verdict> met(Strikes kills, Strike newest, Ruling ruling) {
        Oom rule = ruling.rules().oom();
        var inWindow = kills.ofContainer(newest.pod().uid(), newest.container(), newest.at(), rule.within());
        if (inWindow.size() >= rule.kills()) {
            var words = rule.kills() + " OOM kills in " + Durations.text(rule.within());
            return Optional.of(ofContainer(inWindow, words, ruling));
        }
        var inDay = kills.ofContainer(newest.pod().uid(), newest.container(), newest.at(), DAY);
        if (inDay.size() >= rule.dailyKills()) {
            return Optional.of(ofContainer(inDay, rule.dailyKills() + " OOM kills in 24h", ruling));
        }
        var ofWorkload = kills.within(newest.at(), rule.workloadWithin()).toList();
        long pods = ofWorkload.stream().map(s -> s.pod().uid()).distinct().count();
        if (pods >= rule.workloadPods()) {
            var words = "OOM kills in " + rule.workloadPods() + " pods in " + Durations.text(rule.workloadWithin());
            return Optional.of(new Verdict(ofWorkload, ruling.cite(Kind.OOM, words), Duration.ZERO));
        }
        return Optional.empty();
    }

    /** One container: before it has run for longer than it did between two kills, nobody knows that it is over. */
    private static Verdict ofContainer(List<Strike> kills, String words, Ruling ruling) {
        var longest = Duration.ZERO;
        for (int i = 1; i < kills.size(); i++) {
            var gap = Duration.between(kills.get(i - 1).at(), kills.get(i).at());
            longest = gap.compareTo(longest) > 0 ? gap : longest;
        }
        var most = ruling.rules().oom().within();
        return new Verdict(kills, ruling.cite(Kind.OOM, words), longest.compareTo(most) < 0 ? longest : most);
    }
}
