package io.podtide.ingest.lease;

import io.podtide.ingest.watch.ClusterException;

/** Told of an election by its own thread. */
@FunctionalInterface
public interface ElectionListener {

    /** Who leads, or what is in the way: for people, and once rather than with every attempt. */
    void note(String text);

    /** The Lease was read, and is another's. */
    default void standsBy() {}

    /** While nobody works here: the Lease can be neither read nor taken, so that it is not known who leads. With every attempt. */
    default void failed(ClusterException problem) {}
}
