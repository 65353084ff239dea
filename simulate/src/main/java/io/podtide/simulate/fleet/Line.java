package io.podtide.simulate.fleet;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What an ingestor would see.
 *
 * @param type of the watch event; ADDED also for what a list has
 * @param listed of the list that a watch begins with: there, or DELETED since it was seen last
 * @param object JSON of the API object; for a BOOKMARK one that has only a version
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Line(Instant at, String cluster, Type type, boolean listed, byte[] object) {

    /** {@code type} of a watch event. */
    public enum Type {
        ADDED,
        MODIFIED,
        DELETED,
        /** No change, but time has passed. */
        BOOKMARK
    }

    /** As a line of a recording, without its end. */
    public byte[] json() {
        var head = ("{\"observedAt\":\"" + at + "\",\"cluster\":\"" + cluster + "\",\"type\":\"" + type
                        + "\",\"object\":")
                .getBytes(StandardCharsets.UTF_8);
        var line = new byte[head.length + object.length + 1];
        System.arraycopy(head, 0, line, 0, head.length);
        System.arraycopy(object, 0, line, head.length, object.length);
        line[line.length - 1] = '}';
        return line;
    }
}
