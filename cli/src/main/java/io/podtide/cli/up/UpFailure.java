package io.podtide.cli.up;

/** A part of what runs here has not come up, or has ended by itself. */
public final class UpFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UpFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
