package io.podtide.ingest.watch;

import org.jspecify.annotations.Nullable;

/** How far a resource has been read and handed on, and up to where that is kept for sure. */
final class ResumePoint {

    private volatile @Nullable String read;
    private volatile @Nullable String kept;
    private volatile long keptVersion = -1;

    /** @param version null: a list is needed */
    void read(@Nullable String version) {
        read = version;
    }

    @Nullable
    String read() {
        return read;
    }

    /** All that had been handed on when {@link #read} was this is kept. */
    void kept(@Nullable String version) {
        if (version != null) {
            kept = version;
            keptVersion = number(version);
        }
    }

    /** From where a watch loses nothing; null: from a list. */
    @Nullable
    String kept() {
        return keptVersion < 0 ? null : kept;
    }

    /** -1 where nothing is kept for sure. */
    long keptVersion() {
        return keptVersion;
    }

    private static long number(String version) {
        try {
            return Long.parseLong(version);
        } catch (NumberFormatException e) {
            return -1; // versions that cannot be compared: what came after which nobody knows
        }
    }
}
