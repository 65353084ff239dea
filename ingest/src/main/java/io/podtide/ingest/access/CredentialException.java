package io.podtide.ingest.access;

import org.jspecify.annotations.Nullable;

/** There are no credentials to show a cluster. The message says why, and quotes nothing that may be secret. */
public final class CredentialException extends RuntimeException {

    CredentialException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
