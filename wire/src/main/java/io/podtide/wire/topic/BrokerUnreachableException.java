package io.podtide.wire.topic;

/** No broker answers, or none lets us in; the message is for people. */
public final class BrokerUnreachableException extends RuntimeException {

    public BrokerUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
