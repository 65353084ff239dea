package io.podtide.ingest.recording;

import io.podtide.ingest.kube.KubeObject;
import java.time.Instant;

/**
 * One watch event and when it was seen.
 *
 * @param line where it stands in its file, from 1; 0 if it comes from no file
 */
public record Recorded(Instant observedAt, String cluster, Type type, KubeObject object, int line) {

    /** {@code type} of a watch event. */
    public enum Type {
        ADDED,
        MODIFIED,
        DELETED,
        /** No change, but time has passed. */
        BOOKMARK,
        /** A watch has ended with an error, as when it is too far behind; which one is not told. */
        ERROR
    }
}
