package io.podtide.detect.rule;

import io.podtide.detect.incident.Incident;
import java.util.Set;

/**
 * The rules as they apply to one workload.
 *
 * @param override names of the overrides that matched, empty if none did
 */
public record Ruling(Rules rules, Set<Incident.Kind> off, String override) {

    /** This kind is looked for. */
    public boolean watches(Incident.Kind kind) {
        return !off.contains(kind);
    }

    /** How an incident says which rule applied: {@code 3 restarts in 10m}, and the override if there is one. */
    public String cite(String threshold) {
        return override.isEmpty() ? threshold : threshold + " (" + override + ")";
    }
}
