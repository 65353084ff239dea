package io.podtide.detect.snapshot;

import io.podtide.detect.controller.JobEnd;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.Observation;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which Jobs of a workload were through. In a snapshot nobody waits until an incident is resolved: a CronJob whose newest run went
 * well does not fail now.
 */
final class JobRuns {

    private final Map<String, Instant> succeeded = new HashMap<>();

    private JobRuns(List<Observation> snapshot) {
        for (var each : snapshot) {
            if (each instanceof KubeEvent event && event.workload() != null) {
                var workload = event.workload().key();
                JobEnd.of(event).filter(JobEnd::success).ifPresent(end -> through(workload, end.at()));
            }
        }
    }

    private void through(String workload, Instant at) {
        succeeded.merge(workload, at, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** Without the failures of Jobs of whose workload another was through since. */
    static List<Observation> standing(List<Observation> snapshot) {
        var runs = new JobRuns(snapshot);
        return runs.succeeded.isEmpty()
                ? snapshot
                : snapshot.stream().filter(each -> !runs.isOvercome(each)).toList();
    }

    private boolean isOvercome(Observation observation) {
        return observation instanceof KubeEvent event
                && event.workload() != null
                && Optional.ofNullable(succeeded.get(event.workload().key()))
                        .flatMap(through -> JobEnd.of(event)
                                .filter(end -> !end.success() && end.at().isBefore(through)))
                        .isPresent();
    }
}
