package io.podtide.wire.topic;

import io.podtide.wire.KafkaProblems;
import io.podtide.wire.KafkaSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/** An admin client whose failures are told in words for people. */
final class AdminCalls implements AutoCloseable {

    private static final String LISTED = " (docs/security.md lists what a role needs)";

    private final Admin admin;
    private final String servers;
    private final Duration timeout;
    private final long deadline;

    private AdminCalls(Admin admin, String servers, Duration timeout) {
        this.admin = admin;
        this.servers = servers;
        this.timeout = timeout;
        this.deadline = System.nanoTime() + timeout.toNanos();
    }

    static AdminCalls open(KafkaSettings kafka, Duration timeout) {
        var config = kafka.client("podtide-topics");
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
        // Above the other it would be refused.
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) Math.min(timeout.toMillis(), 10_000));
        try {
            return new AdminCalls(Admin.create(config), kafka.bootstrapServers(), timeout);
        } catch (KafkaException e) {
            throw new BrokerUnreachableException(
                    "Cannot connect to Kafka at " + kafka.bootstrapServers() + ": "
                            + innermost(e).getMessage(),
                    e);
        }
    }

    Admin admin() {
        return admin;
    }

    /**
     * What was asked for.
     *
     * @param purpose goes on {@code when asked}
     * @param expected a failure that is to be expected: nothing comes back
     */
    <T> Optional<T> get(KafkaFuture<T> future, String purpose, Class<? extends Exception> expected) {
        try {
            return Optional.of(future.get());
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            if (expected.isInstance(cause)) {
                return Optional.empty();
            }
            throw failure(purpose, cause);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Before another attempt; there is none once time is up. */
    void pause(String complaint) {
        if (System.nanoTime() - deadline > 0) {
            throw new TopicMismatchException("Kafka at " + servers + ": " + complaint);
        }
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** @param denied operations and topics, for people */
    void refuse(Set<String> denied) {
        if (!denied.isEmpty()) {
            throw new NotPermittedException(
                    "Kafka at " + servers + " does not permit us to " + String.join(", ", denied) + LISTED);
        }
    }

    private RuntimeException failure(String purpose, Throwable cause) {
        if (cause instanceof TimeoutException) {
            return new BrokerUnreachableException(
                    "Kafka at " + servers + " did not answer within " + timeout.toSeconds() + " s when asked "
                            + purpose,
                    cause);
        }
        if (cause instanceof AuthenticationException) {
            return new BrokerUnreachableException("Kafka at " + servers + ": " + KafkaProblems.describe(cause), cause);
        }
        if (KafkaProblems.isDenied(cause)) {
            return new NotPermittedException("Kafka at " + servers + " does not permit us " + purpose + LISTED, cause);
        }
        return new TopicMismatchException(
                "Kafka at " + servers + " refused when asked " + purpose + ": " + cause.getMessage(), cause);
    }

    private static RuntimeException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for Kafka", e);
    }

    private static Throwable innermost(Throwable e) {
        return e.getCause() == null ? e : innermost(e.getCause());
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
