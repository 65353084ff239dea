package io.podtide.ingest.kube;

import io.podtide.detect.observation.Observation;

/** What came of looking at one object. */
public sealed interface Sighting {

    /** A Pod, an Event or a Node, as a value. */
    record Seen(Observation observation) implements Sighting {}

    /**
     * A Pod, an Event or a Node that lacks what everything later relies on.
     *
     * @param object for people: {@code Pod shop/cart-1}
     * @param problem one sentence
     */
    record Rejected(String object, String problem) implements Sighting {}

    /** Of a kind nobody asked for. */
    record Skipped() implements Sighting {}
}
