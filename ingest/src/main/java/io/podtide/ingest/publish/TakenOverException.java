package io.podtide.ingest.publish;

/** Somebody else has begun to write what we write, and is the one to go on. */
public final class TakenOverException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TakenOverException(String message) {
        super(message);
    }
}
