package io.podtide.ingest.watch;

/** Nothing says how to reach a cluster: no kubeconfig, no such context in it, and no service account either. */
public final class NoKubeconfigException extends RuntimeException {

    public NoKubeconfigException(String message) {
        super(message);
    }
}
