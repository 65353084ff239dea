package io.podtide.wire.topic;

/** Topics are not as we need them and cannot be made so; the message is for people and says what to do. */
public final class TopicMismatchException extends RuntimeException {

    TopicMismatchException(String message) {
        super(message);
    }

    TopicMismatchException(String message, Throwable cause) {
        super(message, cause);
    }
}
