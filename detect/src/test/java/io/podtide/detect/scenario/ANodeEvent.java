package io.podtide.detect.scenario;

import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.KubeEvent.Regarding;
import java.time.Instant;

/** Events about nodes of cluster {@code prod}, by their kubelets. */
public final class ANodeEvent {

    private ANodeEvent() {}

    /** The node as a whole ran out of memory, and a process {@code java} was killed. */
    public static KubeEvent ranOutOfMemory(String node, Instant at) {
        return new KubeEvent(
                "prod",
                null,
                "oom-" + node + at,
                -1,
                at,
                new Regarding("Node", "", node, node, ""),
                true,
                "SystemOOM",
                "System OOM encountered, victim process: java, pid: " + at.getEpochSecond(),
                "kubelet",
                node,
                1,
                at,
                at);
    }
}
