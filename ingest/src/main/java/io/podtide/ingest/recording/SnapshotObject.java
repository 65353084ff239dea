package io.podtide.ingest.recording;

import io.podtide.ingest.kube.KubeObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An object of a snapshot and where it was found.
 *
 * @param line on which its document begins
 * @param deleted a watch says that it is gone
 * @param observedAt when it was seen, recordings only
 */
record SnapshotObject(
        KubeObject object,
        String file,
        int line,
        boolean deleted,
        @Nullable Instant observedAt) {

    /** The same object in several files has the same key. */
    String key() {
        if (!object.uid().isEmpty()) {
            return object.uid();
        }
        return object.name().isEmpty() ? file + ':' + line : object.ownUid();
    }

    /** Of two versions the newer; of equals the one that was read first, unless that was deleted since. */
    SnapshotObject newer(SnapshotObject other) {
        boolean later = other.object.version() > object.version()
                || (other.deleted && other.object.version() == object.version());
        return later ? other : this;
    }
}
