package io.podtide.detect.node;

import java.time.Instant;

/**
 * What is remembered of one node.
 *
 * <ul>
 *   <li>{@link Nothing} to {@link Lost} when the node lifecycle controller sets its condition Ready to Unknown
 *   <li>{@link Lost} to {@link Nothing} when its kubelet reports again, or it is deleted
 * </ul>
 */
public sealed interface NodeContact {

    /** It is heard of, or was never there: stores keep no record of it. */
    record Nothing() implements NodeContact {}

    /** @param since when the node lifecycle controller gave it up */
    record Lost(Instant since) implements NodeContact {}
}
