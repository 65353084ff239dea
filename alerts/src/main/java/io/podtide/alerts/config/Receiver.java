package io.podtide.alerts.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where messages go. Equal receivers are the same receiver: after a reload it goes on as it is. */
public sealed interface Receiver {

    String name();

    /** It puts together what belongs together, so that it is told of each incident. */
    default boolean groups() {
        return false;
    }

    /** Forgets what it is not told again within its time: how often to tell it; zero for those that do not forget. */
    default Duration refresh() {
        return Duration.ZERO;
    }

    /** Takes digests only. */
    default boolean digestsOnly() {
        return false;
    }

    /** How many messages it takes at once. */
    default int batch() {
        return 20;
    }

    Wording wording();

    /**
     * Title and text in the words of the operator.
     *
     * @param title null for ours
     * @param text null for ours
     */
    record Wording(@Nullable String title, @Nullable String text) {
        public static final Wording OURS = new Wording(null, null);
    }

    /**
     * How to say who we are.
     *
     * @param user null with a bearer token
     */
    record Login(@Nullable String user, Secret secret) {}

    /**
     * Alertmanager's API v2.
     *
     * @param urls all replicas: each is told, since they do not share alerts
     * @param resend how often it is told what still is
     * @param expires after which it takes for resolved what it has not been told again
     */
    record Alertmanager(
            String name, List<URI> urls, @Nullable Login login, Duration resend, Duration expires, Wording wording)
            implements Receiver {

        @Override
        public boolean groups() {
            return true;
        }

        @Override
        public Duration refresh() {
            return resend;
        }

        @Override
        public int batch() {
            return 200;
        }
    }

    /**
     * Slack's Web API.
     *
     * @param channel name or id
     * @param token of a bot
     * @param api where the methods are
     */
    record Slack(String name, String channel, Secret token, URI api, Wording wording) implements Receiver {}

    /** PagerDuty's Events API v2. */
    record PagerDuty(String name, Secret routingKey, URI url, Wording wording) implements Receiver {}

    /**
     * CloudEvents 1.0 to any address.
     *
     * @param url may be a secret itself
     * @param secret for the signature; null: not signed
     */
    record Webhook(
            String name,
            Secret url,
            @Nullable Secret secret,
            @Nullable Login login,
            Wording wording) implements Receiver {}

    /** SMTP; digests only. */
    record Email(
            String name,
            String host,
            int port,
            Tls tls,
            String from,
            List<String> to,
            @Nullable Login login,
            Wording wording)
            implements Receiver {

        @Override
        public boolean digestsOnly() {
            return true;
        }
    }

    /** How a mail server is spoken to. */
    enum Tls {
        STARTTLS,
        IMPLICIT,
        /** For a relay on this machine. */
        NONE
    }
}
