package io.podtide.ingest.publish;

/** Kafka did not take an observation in time. What was not kept is read again from the cluster, whose state is what counts. */
public final class PublishException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public PublishException(String message, Throwable cause) {
        super(message, cause);
    }
}
