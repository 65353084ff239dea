package io.podtide.wire;

import io.podtide.wire.registry.SchemaRegistryException;
import java.util.TreeSet;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

/** Failures of Kafka's clients in words that say what to do. None of them holds a secret. */
public final class KafkaProblems {

    private KafkaProblems() {}

    /** One line, of the failure or of what caused it. */
    public static String describe(Throwable failure) {
        for (var e = failure; e != null; e = e.getCause()) {
            if (e instanceof SslAuthenticationException) {
                return "no TLS connection: " + said(innermost(e))
                        + ". Do ssl.truststore.* hold the brokers' authority, is their certificate for this host name,"
                        + " and do they ask for one of ours (ssl.keystore.*)?";
            } else if (e instanceof AuthenticationException) {
                return "it does not let us in: " + said(e);
            } else if (e instanceof AuthorizationException) {
                return "it does not permit us " + denied(e) + " (docs/security.md lists what a role needs)";
            } else if (e instanceof SchemaRegistryException) { // whatever was being done with a record
                return said(e);
            }
        }
        return said(failure);
    }

    /** There is more to say of it than its own message. */
    public static boolean knows(Throwable failure) {
        return failure instanceof AuthenticationException
                || failure instanceof AuthorizationException
                || (failure.getCause() != null && knows(failure.getCause()));
    }

    /** It knows us, and does not let us. */
    public static boolean isDenied(Throwable failure) {
        return failure instanceof AuthorizationException
                || (failure.getCause() != null && isDenied(failure.getCause()));
    }

    private static String denied(Throwable e) {
        if (e instanceof TopicAuthorizationException topics
                && !topics.unauthorizedTopics().isEmpty()) {
            return "the use of topic " + String.join(", ", new TreeSet<>(topics.unauthorizedTopics()));
        } else if (e instanceof GroupAuthorizationException group && group.groupId() != null) {
            return "to READ group " + group.groupId();
        } else if (e instanceof TransactionalIdAuthorizationException) {
            return "to WRITE with our transactional id";
        } else if (e instanceof ClusterAuthorizationException) {
            return "an operation on the cluster: " + said(e);
        }
        return "that: " + said(e);
    }

    private static String said(Throwable e) {
        var message = e.getMessage();
        return (message == null ? e.toString() : message)
                .replaceAll("\\s*\\R\\s*", " ")
                .strip();
    }

    private static Throwable innermost(Throwable e) {
        return e.getCause() == null ? e : innermost(e.getCause());
    }
}
