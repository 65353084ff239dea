package io.podtide.ingest.watch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A cluster does not give what we ask for. The message names cluster and resource, and what to do. */
public final class ClusterException extends RuntimeException {

    /** Why not. */
    public enum Kind {
        /** No connection, or it broke. */
        UNREACHABLE,
        /** It does not know who we are. */
        UNAUTHORIZED,
        /** It knows, and does not let us. */
        FORBIDDEN,
        /** There is no such thing (404). */
        MISSING,
        /** Somebody else was quicker (409). */
        CONFLICT,
        /** The resource version is too old (410): the way on is a new list. */
        EXPIRED,
        /** It has too much to do (429), and may say when to come back. */
        THROTTLED,
        /** Any other answer that is none. */
        FAILED
    }

    private final Kind kind;
    private final Duration retryAfter;

    ClusterException(Kind kind, String message, Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    /** What the server asks to wait at least; zero where it asks nothing. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
