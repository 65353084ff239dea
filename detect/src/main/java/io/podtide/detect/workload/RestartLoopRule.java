package io.podtide.detect.workload;

import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.rule.Rules.RestartLoop;
import io.podtide.detect.rule.Ruling;
import io.podtide.detect.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Is this a restart loop: of one container, over a workload's pods, or a slow one over days? */
final class RestartLoopRule {

    /** What restarts all containers of a pod, as a new sandbox does, restarts one after the other. */
    private static final Duration AT_ONCE = Duration.ofSeconds(30);

    private RestartLoopRule() {}

    static Optional<Verdict> met(Strikes restarts, DailyCounts daily, Strike newest, Ruling ruling) {
        RestartLoop rule = ruling.rules().restartLoop();
        var ofContainer = restarts.ofContainer(newest.pod().uid(), newest.container(), newest.at(), rule.within());
        if (ofContainer.size() >= rule.restarts()) {
            var words = rule.restarts() + " restarts in " + Durations.text(rule.within());
            return Optional.of(new Verdict(ofContainer, ruling.cite(Kind.RESTART_LOOP, words), Duration.ZERO));
        }
        // a reboot restarts all pods of its node once, and an upgrade all of a DaemonSet
        var ofWorkload = restarts.within(newest.at(), rule.workloadWithin())
                .filter(strike -> !strike.reboot())
                .toList();
        if (moments(ofWorkload) >= rule.workloadRestarts()) {
            var words = rule.workloadRestarts() + " restarts over the workload's pods in "
                    + Durations.text(rule.workloadWithin());
            return Optional.of(new Verdict(ofWorkload, ruling.cite(Kind.RESTART_LOOP, words), Duration.ZERO));
        }
        if (daily.steadily(newest.container(), rule.slowRestarts(), rule.slowDays(), newest.at(), restarts)) {
            var words = rule.slowRestarts() + " restarts a day on " + rule.slowDays() + " days";
            var since = restarts.of(newest.container()).toList();
            return Optional.of(new Verdict(since, ruling.cite(Kind.RESTART_LOOP, words), Duration.ofDays(1)));
        }
        return Optional.empty();
    }

    /** Restarts of several containers of one pod at once are one: something has struck the pod, and not each of them. */
    private static int moments(List<Strike> inOrder) {
        var newest = new HashMap<String, Moment>();
        int moments = 0;
        for (var strike : inOrder) {
            var uid = strike.pod().uid();
            var moment = newest.get(uid);
            if (moment == null || !moment.takes(strike)) {
                moment = new Moment(strike.at(), new HashSet<>());
                newest.put(uid, moment);
                moments++;
            }
            moment.containers().add(strike.container());
        }
        return moments;
    }

    /** A pod's containers that were restarted at once, each of them once. */
    private record Moment(Instant begin, Set<String> containers) {

        boolean takes(Strike strike) {
            return !containers.contains(strike.container()) && !strike.at().isAfter(begin.plus(AT_ONCE));
        }
    }
}
