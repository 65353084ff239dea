package io.podtide.wire.topic;

import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/** Which topics a role needs, and what it must be allowed to do with them; {@code docs/security.md} lists the same. */
public enum TopicUse {
    /** Writes observations. */
    INGEST(Map.of(
            Topics.POD_STATUS, Set.of(WRITE),
            Topics.KUBE_EVENTS, Set.of(WRITE),
            Topics.NODE_STATUS, Set.of(WRITE),
            Topics.CLUSTER_CLOCK, Set.of(WRITE))),
    /** Makes incidents of observations. */
    STREAMS(Map.of(
            Topics.POD_STATUS, Set.of(READ),
            Topics.KUBE_EVENTS, Set.of(READ),
            Topics.NODE_STATUS, Set.of(READ),
            Topics.CLUSTER_CLOCK, Set.of(READ),
            Topics.SYMPTOMS, Set.of(READ, WRITE),
            Topics.INCIDENTS, Set.of(WRITE),
            Topics.RULES, Set.of(READ),
            Topics.DEAD_LETTERS, Set.of(WRITE))),
    /** Publishes rules. */
    RULES(Map.of(Topics.RULES, Set.of(WRITE)));

    private final Map<String, Set<AclOperation>> operations;

    TopicUse(Map<String, Set<AclOperation>> operations) {
        this.operations = operations;
    }

    boolean needs(String topic) {
        return operations.containsKey(topic);
    }

    Set<AclOperation> operations(String topic) {
        return operations.getOrDefault(topic, Set.of());
    }
}
