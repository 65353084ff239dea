package io.podtide.detect.node;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.observation.Version;
import io.podtide.detect.observation.Workload;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one node.
 *
 * <ul>
 *   <li>{@link Nothing} to {@link Ailing} when its kubelet says that it is not ready
 *   <li>either to {@link Lost} when the node lifecycle controller sets its condition Ready to Unknown; {@link Ailing} too when it
 *       has lasted
 *   <li>both to {@link Well} when its kubelet says that it is ready, or it is deleted; that to {@link Nothing} after a while
 * </ul>
 */
public sealed interface NodeContact {

    /** The newest of its states that has been seen. */
    default Version newest() {
        return Version.NONE;
    }

    /** It is well, or was never there: stores keep no record of it. */
    record Nothing() implements NodeContact {}

    /** It was not, or is gone: so that an older status does not make it so again. */
    record Well(Version newest) implements NodeContact {}

    /**
     * Its kubelet lives and says that the node cannot run pods: its runtime or network is down.
     *
     * @param since when it began to say so
     * @param due when it is as good as lost
     * @param diagnosis why, in its words
     */
    record Ailing(Workload node, Instant since, Instant due, Diagnosis diagnosis, Version newest)
            implements NodeContact {}

    /**
     * @param node null as it was kept before nodes were swept
     * @param since when the node lifecycle controller gave it up, or its kubelet said that it is not ready
     */
    record Lost(@Nullable Workload node, Instant since, Version newest) implements NodeContact {}
}
