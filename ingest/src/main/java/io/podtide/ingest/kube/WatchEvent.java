package io.podtide.ingest.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.jspecify.annotations.Nullable;

/**
 * One line of a watch, or of a recording of one.
 *
 * @param observedAt RFC 3339, recordings only; empty elsewhere
 * @param cluster recordings only; empty elsewhere
 * @param type {@code ADDED}, {@code MODIFIED}, {@code DELETED}, {@code BOOKMARK} or {@code ERROR}
 */
public record WatchEvent(
        String observedAt,
        String cluster,
        String type,
        @Nullable KubeObject object) {

    /** One line of a recording, without its end. */
    public byte[] toJson() {
        try {
            return KubeJson.MAPPER.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of strings, numbers and times is always JSON", e);
        }
    }
}
