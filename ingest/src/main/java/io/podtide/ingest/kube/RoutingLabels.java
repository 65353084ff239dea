package io.podtide.ingest.kube;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which of a pod's labels go out with it, for overrides and for routing alerts.
 *
 * @param keys full keys; a label whose key begins with {@code podtide.io/} always goes
 */
public record RoutingLabels(Set<String> keys) {

    public static final RoutingLabels DEFAULT = new RoutingLabels(Set.of(
            "app",
            "app.kubernetes.io/name",
            "app.kubernetes.io/instance",
            "app.kubernetes.io/part-of",
            "team",
            "owner",
            "tier",
            "env"));

    private static final String OURS = "podtide.io/";

    public RoutingLabels {
        keys = Set.copyOf(keys);
    }

    Map<String, String> chosenFrom(Map<String, String> labels) {
        return labels.entrySet().stream()
                .filter(label -> keys.contains(label.getKey()) || label.getKey().startsWith(OURS))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
