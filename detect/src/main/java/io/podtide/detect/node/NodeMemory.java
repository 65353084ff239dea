package io.podtide.detect.node;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.cause.Clue;
import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.cause.Stage;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.Workload;
import io.podtide.detect.symptom.PodRef;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;

/**
 * A node that ran out of memory as a whole. Its kubelet says so by an Event about the node ({@code SystemOOM}, kubernetes
 * pkg/kubelet/oom) and does not say whose process the kernel killed.
 */
public final class NodeMemory {

    /** Reason of the Event. */
    public static final String SYSTEM_OOM = "SystemOOM";

    private NodeMemory() {}

    /** The Event says that a node ran out of memory. */
    public static boolean concerns(KubeEvent event) {
        return event.reason().equals(SYSTEM_OOM) && event.regarding().kind().equals("Node");
    }

    /** A kill of the node's, with no pod; as often as the Event comes. */
    public static SymptomChange killed(KubeEvent event, CauseCatalogue catalogue) {
        var at = event.lastAt().isAfter(event.observedAt()) ? event.observedAt() : event.lastAt(); // clocks disagree
        var source = event.component().isEmpty() ? "Event" : "Event " + event.component();
        var clue = new Clue(Stage.MEMORY, at, source, event.reason(), event.message(), event.count());
        var node =
                new Workload(event.cluster(), "", "", "Node", event.regarding().name());
        var why = catalogue.diagnose(clue).orElse(Diagnosis.NONE);
        var standIn = new PodRef("Node", "", node.name());
        return SymptomChange.ofStandIn(node, standIn, Symptom.OOM_KILLS, Change.OCCURRED, at, at, why, "")
                .counting(1)
                .seen(event.observedAt());
    }
}
