package io.podtide.detect.fleet;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Scope;
import java.time.Duration;

/**
 * Something that incidents have in common, so that they may be one failure.
 *
 * @param scope how far it reaches: a node, a cluster, or the fleet
 * @param cluster empty where it is the fleet
 * @param node empty where it is no node
 * @param cause of all of them
 * @param name which registry, image, class ...; empty where there is only one of its kind
 */
public record Shared(Scope scope, String cluster, String node, String cause, Thing thing, String name) {

    private static final Duration WITHIN = Duration.ofMinutes(15);

    /** A bad release shows in minutes wherever it is rolled out; beyond that, one image in one cluster says little. */
    private static final Duration RELEASED_WITHIN = Duration.ofMinutes(5);

    /**
     * So far may clusters' news be apart: a quiet cluster is heard of every 10 s. The fleet is looked at so much later, so that
     * it does not depend on whose news came first.
     */
    private static final Duration APART = Duration.ofSeconds(15);

    private static final int ENOUGH = 3;

    /** Sorts narrow scopes before wide ones, so that the narrow one is looked at first. */
    public String key() {
        var width = switch (scope) {
            case WORKLOAD -> "0";
            case NODE -> "1";
            case CLUSTER -> "2";
            case FLEET -> "3";
        };
        return String.join("/", width + scope.name(), cluster, node, cause, thing.name(), name);
    }

    /** So many that {@linkplain #counted differ}. */
    int enough() {
        return ENOUGH;
    }

    /** What is counted of incidents: their clusters, their namespaces, or what they are about. */
    String counted(Incident incident) {
        if (scope == Scope.FLEET) {
            return incident.cluster();
        }
        return thing == Thing.CREDENTIALS ? String.valueOf(incident.namespace()) : incident.subject();
    }

    /** So close together must their incidents have opened. */
    Duration within() {
        return thing == Thing.SOFTWARE && scope != Scope.FLEET ? RELEASED_WITHIN : WITHIN;
    }

    /** How long after an incident joined it is looked for others. */
    Duration settles() {
        return scope == Scope.FLEET && !atOnce() ? APART : Duration.ZERO;
    }

    /** The time of silent clusters stands still: nothing may wait for it. */
    boolean atOnce() {
        return thing == Thing.CONTACT;
    }
}
