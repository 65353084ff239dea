package io.podtide.wire.topic;

/** Kafka knows us, and does not let us. */
public final class NotPermittedException extends RuntimeException {

    NotPermittedException(String message) {
        super(message);
    }

    NotPermittedException(String message, Throwable cause) {
        super(message, cause);
    }
}
