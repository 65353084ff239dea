package io.podtide.detect.cause;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Why, as far as it is known.
 *
 * @param cause id in the catalogue, {@link #UNKNOWN_CAUSE} where nothing tells
 * @param detail what the cause is about: {@code image}, {@code exitCode}, {@code resource} ...
 * @param evidence what it was read from, newest first
 */
public record Diagnosis(String cause, Map<String, String> detail, List<Evidence> evidence) {

    /** Said plainly where the evidence fits no cause. */
    public static final String UNKNOWN_CAUSE = "UNKNOWN_CAUSE";

    /** No cause, no evidence. */
    public static final Diagnosis NONE = new Diagnosis(UNKNOWN_CAUSE, Map.of(), List.of());

    public Diagnosis {
        detail = detail.isEmpty()
                ? Map.of()
                : Collections.unmodifiableMap(new TreeMap<>(detail)); // sorted: the same input prints the same
        evidence = List.copyOf(evidence);
    }

    /** A cause was found. */
    public boolean known() {
        return !cause.equals(UNKNOWN_CAUSE);
    }
}
