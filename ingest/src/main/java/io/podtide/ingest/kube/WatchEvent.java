package io.podtide.ingest.kube;

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
        @Nullable KubeObject object) {}
