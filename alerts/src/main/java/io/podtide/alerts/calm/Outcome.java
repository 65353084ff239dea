package io.podtide.alerts.calm;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of sending a message. */
public sealed interface Outcome {

    /** @param handle what the receiver calls it, to be remembered */
    record Arrived(Map<String, String> handle) implements Outcome {
        public static final Arrived PLAIN = new Arrived(Map.of());
    }

    /** There was nothing in it that this receiver has to be told. */
    record Unneeded() implements Outcome {}

    /** The receiver will never take it as it is. */
    record Refused(String why) implements Outcome {}

    /**
     * To be tried again.
     *
     * @param after what the receiver asks for; null where it does not say
     * @param maybe it may have arrived all the same
     */
    record Failed(String why, @Nullable Duration after, boolean maybe) implements Outcome {}
}
