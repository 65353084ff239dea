package io.podtide.streams.state;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.wire.SymptomRecord.ClusterProgress;
import java.util.List;

/** What the second stage passes to the third. */
public sealed interface FleetNews {

    /** A new revision of a workload's incident, before the fleet has been looked at. */
    record Draft(Incident incident) implements FleetNews {}

    /** An out-of-memory kill, which may concern its node. */
    record Kill(SymptomChange change) implements FleetNews {}

    /** The time of clusters has moved on. */
    record Times(List<ClusterProgress> clusters) implements FleetNews {
        public Times {
            clusters = List.copyOf(clusters);
        }
    }
}
