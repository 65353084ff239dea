package io.podtide.cli.up;

import java.util.Objects;

/** A part of what runs here has not come up, or has ended by itself. */
public final class UpFailure extends RuntimeException {

    public UpFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** Says what its cause says. */
    public UpFailure(Throwable cause) {
        this(Objects.requireNonNullElse(cause.getMessage(), cause.toString()), cause);
    }
}
