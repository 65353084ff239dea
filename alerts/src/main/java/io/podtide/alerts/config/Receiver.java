package io.podtide.alerts.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where messages go. Equal receivers are the same receiver: after a reload it goes on as it is. */
public interface Receiver {

    String name();

    Wording wording();

    /** Where its credentials are. */
    List<Secret> credentials();

    /** Where it is reached, as far as the file says. */
    default List<URI> urls() {
        return List.of();
    }

    /** It puts together what belongs together, so that it is told of each incident. */
    default boolean groups() {
        return false;
    }

    /** Forgets what it is not told again within its time: how often to tell it; zero for those that do not forget. */
    default Duration refresh() {
        return Duration.ZERO;
    }

    /** Takes incidents. */
    default boolean takesIncidents() {
        return true;
    }

    /** Takes digests. */
    default boolean takesDigests() {
        return true;
    }

    /** How many messages it takes at once. */
    default int batch() {
        return 20;
    }

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
}
