package io.podtide.detect.node;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.observation.Workload;
import java.time.Instant;

/**
 * What is remembered of one node.
 *
 * <ul>
 *   <li>{@link Nothing} to {@link Ailing} when its kubelet says that it is not ready
 *   <li>either to {@link Lost} when the node lifecycle controller sets its condition Ready to Unknown; {@link Ailing} too when it
 *       has lasted
 *   <li>all to {@link Nothing} when its kubelet says that it is ready, or it is deleted
 * </ul>
 */
public sealed interface NodeContact {

    /** It is well, or was never there: stores keep no record of it. */
    record Nothing() implements NodeContact {}

    /**
     * Its kubelet lives and says that the node cannot run pods: its runtime or network is down.
     *
     * @param since when it began to say so
     * @param due when it is as good as lost
     * @param diagnosis why, in its words
     */
    record Ailing(Workload node, Instant since, Instant due, Diagnosis diagnosis) implements NodeContact {}

    /** @param since when the node lifecycle controller gave it up, or its kubelet said that it is not ready */
    record Lost(Instant since) implements NodeContact {}
}
