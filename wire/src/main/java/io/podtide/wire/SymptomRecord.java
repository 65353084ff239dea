package io.podtide.wire;

import io.podtide.detect.symptom.SymptomChange;
import java.time.Instant;
import java.util.List;

/** What is on {@code podtide.symptoms}: what pods show and, between it, how far time has moved on upstream. */
public sealed interface SymptomRecord {

    /** A change in what a pod shows. */
    record OfPod(SymptomChange change) implements SymptomRecord {}

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
     */
    record ClusterProgress(String cluster, Instant at, boolean silent) {}
}
