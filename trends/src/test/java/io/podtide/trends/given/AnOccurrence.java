package io.podtide.trends.given;

import io.podtide.detect.incident.Incident.Kind;
import io.podtide.trends.store.OccurrenceRow;
import java.time.Instant;
import java.util.Map;

/** Occurrences of pods of a Deployment. */
public final class AnOccurrence {

    private AnOccurrence() {}

    public static OccurrenceRow restart(String workload, Instant at) {
        return of("east", workload, workload + "-1", Kind.RESTART_LOOP, "registry.example/" + workload + ":1", at, 1);
    }

    public static OccurrenceRow kill(String workload, Instant at) {
        return of("east", workload, workload + "-1", Kind.OOM, "registry.example/" + workload + ":1", at, 1);
    }

    public static OccurrenceRow of(
            String cluster, String workload, String pod, Kind kind, String image, Instant at, int count) {
        return new OccurrenceRow(
                at,
                kind,
                cluster,
                "shop",
                "Deployment",
                workload,
                pod,
                pod + "-uid",
                "node-a",
                "app",
                image,
                kind == Kind.OOM ? "MEMORY_LIMIT_EXCEEDED" : "APPLICATION_ERROR",
                Map.of("team", "checkout"),
                count,
                null,
                false);
    }
}
