package io.podtide.simulate.take;

/**
 * One line of a watch.
 *
 * @param millis after the begin of its {@link Act}
 * @param object which of the take's objects, from 0
 */
public record Step(long millis, Type type, Kind kind, int object, Text text) {

    /** {@code type} of a watch event. */
    public enum Type {
        ADDED,
        MODIFIED,
        DELETED
    }

    /** {@code kind} of the object. */
    public enum Kind {
        POD,
        EVENT,
        NODE
    }
}
