package io.podtide.wire.topic;

import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/** Which topics a role needs, and what it must be allowed to do with them; {@code docs/security.md} lists the same. */
public enum TopicUse {
    /** Writes observations. */
    INGEST,
    /** Makes incidents of observations. */
    STREAMS,
    /** Tells people of incidents. */
    ALERTS,
    /** Keeps the history. */
    TRENDS,
    /** Publishes rules. */
    RULES;

    private static final Map<String, Set<AclOperation>> BY_INGEST = Map.of(
            Topics.POD_STATUS, Set.of(WRITE),
            Topics.KUBE_EVENTS, Set.of(WRITE),
            Topics.NODE_STATUS, Set.of(WRITE),
            Topics.CLUSTER_CLOCK, Set.of(WRITE));

    private static final Map<String, Set<AclOperation>> BY_STREAMS = Map.of(
            Topics.POD_STATUS, Set.of(READ),
            Topics.KUBE_EVENTS, Set.of(READ),
            Topics.NODE_STATUS, Set.of(READ),
            Topics.CLUSTER_CLOCK, Set.of(READ),
            Topics.SYMPTOMS, Set.of(READ, WRITE),
            Topics.INCIDENTS, Set.of(WRITE),
            Topics.RULES, Set.of(READ),
            Topics.DEAD_LETTERS, Set.of(WRITE));

    private static final Map<String, Set<AclOperation>> BY_ALERTS = Map.of(
            Topics.INCIDENTS, Set.of(READ),
            Topics.ALERT_STATE, Set.of(READ, WRITE),
            Topics.DEAD_LETTERS, Set.of(WRITE));

    private static final Map<String, Set<AclOperation>> BY_TRENDS =
            Map.of(Topics.INCIDENTS, Set.of(READ), Topics.SYMPTOMS, Set.of(READ), Topics.CLUSTER_CLOCK, Set.of(READ));

    private Map<String, Set<AclOperation>> all() {
        return switch (this) {
            case INGEST -> BY_INGEST;
            case STREAMS -> BY_STREAMS;
            case ALERTS -> BY_ALERTS;
            case TRENDS -> BY_TRENDS;
            case RULES -> Map.of(Topics.RULES, Set.of(WRITE));
        };
    }

    boolean needs(String topic) {
        return all().containsKey(topic);
    }

    Set<AclOperation> operations(String topic) {
        return all().getOrDefault(topic, Set.of());
    }
}
