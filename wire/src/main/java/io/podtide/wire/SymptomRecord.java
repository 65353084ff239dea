package io.podtide.wire;

import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.WellChange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is on {@code podtide.symptoms}: what pods show and, between it, how far time has moved on upstream. */
public sealed interface SymptomRecord {

    /** A change in what a pod shows. */
    record OfPod(SymptomChange change) implements SymptomRecord {}

    /**
     * Pods that have become well, and such that go. It is all that most pods ever have to say, so that many go by one record.
     *
     * @param changes in the order in which they were known; their workloads' symptoms go to the same partition
     */
    record Wells(List<WellChange> changes) implements SymptomRecord {
        public Wells {
            changes = List.copyOf(changes);
        }
    }

    /**
     * How far one upstream partition has followed its clusters. It goes to every partition of the topic, so that durations
     * run on where no pod has anything to say.
     *
     * @param origin the partition of {@code podtide.pod-status} that speaks
     * @param clusters those whose time has moved on
     */
    record Progress(int origin, List<ClusterProgress> clusters) implements SymptomRecord {
        public Progress {
            clusters = List.copyOf(clusters);
        }
    }

    /**
     * How far a cluster has been followed.
     *
     * @param at everything of the cluster up to here has been processed
     * @param silent no heartbeat for longer than the rule {@code cluster-silent} allows
     * @param heardAt of a silent cluster the newest time heard; else null
     * @param gapSince of a silent cluster when its ingestor said that it had lost the API server; null if it did not
     */
    record ClusterProgress(
            String cluster,
            Instant at,
            boolean silent,
            @Nullable Instant heardAt,
            @Nullable Instant gapSince) {

        /** One of which there is no more to say. */
        public ClusterProgress(String cluster, Instant at, boolean silent) {
            this(cluster, at, silent, null, null);
        }
    }
}
