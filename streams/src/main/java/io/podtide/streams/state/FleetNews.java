package io.podtide.streams.state;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.wire.SymptomRecord.ClusterProgress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the second stage passes to the third. */
public sealed interface FleetNews {

    /**
     * A new revision of a workload's or a node's incident, before the fleet has been looked at.
     *
     * @param image of the container it is about; null where not known
     */
    record Draft(Incident incident, @Nullable String image) implements FleetNews {}

    /** A pod shows something that may concern its node: an out-of-memory kill, or that the node is lost. */
    record OfNode(SymptomChange change) implements FleetNews {}

    /**
     * The time of clusters has moved on.
     *
     * @param origin the partition of {@code podtide.symptoms} that speaks
     */
    record Times(int origin, List<ClusterProgress> clusters) implements FleetNews {
        public Times {
            clusters = List.copyOf(clusters);
        }
    }
}
