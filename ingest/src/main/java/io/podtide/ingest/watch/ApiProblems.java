package io.podtide.ingest.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.podtide.ingest.access.CredentialException;
import io.podtide.ingest.watch.ClusterException.Kind;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong at one API server, in words a person can act on.
 *
 * @param login how to see the same with kubectl
 */
record ApiProblems(String cluster, String server, String login) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_REASON = 300;

    ClusterException unreachable(String asked, Throwable cause) {
        if (cause instanceof CredentialException) {
            return exception(
                    Kind.UNAUTHORIZED,
                    "Cluster " + cluster + " cannot be asked (" + asked + "): " + cause.getMessage(),
                    Duration.ZERO,
                    cause);
        }
        return exception(
                Kind.UNREACHABLE,
                "Cluster " + cluster + " cannot be reached at " + server + " (" + asked + "): " + reason(cause),
                Duration.ZERO,
                cause);
    }

    private static String reason(Throwable cause) {
        if (cause instanceof SSLException tls) {
            return TlsProblem.describe(tls);
        }
        if (cause instanceof UnknownHostException) {
            return "its name is not known here. Is a VPN missing, or is the context an old one?";
        }
        if (cause instanceof ConnectException) {
            return "it does not take connections. Is it running, and is there a way to it from here?";
        }
        // ours, or that of the client's socket, whichever comes first
        boolean late = cause instanceof TimeoutException || cause instanceof InterruptedIOException;
        return late ? "no answer in time" : String.valueOf(cause.getMessage());
    }

    ClusterException refused(String asked, int code, String complaint, @Nullable String retryAfter) {
        return switch (code) {
            case 401 ->
                exception(
                        Kind.UNAUTHORIZED,
                        "Cluster " + cluster + " does not accept our credentials (" + asked + "): log in again; "
                                + login + " shows the same",
                        Duration.ZERO,
                        null);
            case 403 ->
                exception(
                        Kind.FORBIDDEN,
                        "Cluster " + cluster + " does not let us " + asked + ": " + message(complaint)
                                + ". Grant it that: deploy/rbac has all it takes",
                        Duration.ZERO,
                        null);
            case 404 -> exception(Kind.MISSING, said(asked, code, complaint), Duration.ZERO, null);
            case 409 -> exception(Kind.CONFLICT, said(asked, code, complaint), Duration.ZERO, null);
            case 410 -> exception(Kind.EXPIRED, said(asked, code, complaint), Duration.ZERO, null);
            case 429 -> exception(Kind.THROTTLED, said(asked, code, complaint), seconds(retryAfter), null);
            default -> exception(Kind.FAILED, said(asked, code, complaint), seconds(retryAfter), null);
        };
    }

    ClusterException failed(String asked, String problem) {
        return exception(Kind.FAILED, "Cluster " + cluster + " (" + asked + "): " + problem, Duration.ZERO, null);
    }

    private String said(String asked, int code, String complaint) {
        return "Cluster " + cluster + " answers " + code + " (" + asked + "): " + message(complaint);
    }

    /** Of a {@code v1} Status, or what a proxy put in its place. */
    private static String message(String complaint) {
        var message = complaint;
        try {
            message = JSON.readTree(complaint).path("message").asText(complaint);
        } catch (JsonProcessingException e) {
            // No JSON: shown as it is.
        }
        return message.length() > LONGEST_REASON ? message.substring(0, LONGEST_REASON) + "..." : message.strip();
    }

    private static Duration seconds(@Nullable String retryAfter) {
        try {
            return Duration.ofSeconds(Math.max(0, Math.min(Integer.parseInt(String.valueOf(retryAfter)), 600)));
        } catch (NumberFormatException e) {
            return Duration.ZERO;
        }
    }

    private static ClusterException exception(
            Kind kind, String message, Duration retryAfter, @Nullable Throwable cause) {
        return new ClusterException(kind, message, retryAfter, cause);
    }
}
