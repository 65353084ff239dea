package io.podtide.ingest.lease;

/** Another may watch the cluster by now: nothing more is handed on by us. */
public final class LeaseLostException extends RuntimeException {
    LeaseLostException(String message) {
        super(message);
    }
}
