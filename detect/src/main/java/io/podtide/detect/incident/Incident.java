package io.podtide.detect.incident;

import io.podtide.detect.cause.Evidence;
import io.podtide.detect.observation.ClusterKey;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One revision of one incident: the product. The fields are the contract of {@code io.podtide.schema.Incident}.
 *
 * @param id UUIDv5 of cluster, subject, kind and startedAt: the same input gives the same id
 * @param revision from 1
 * @param clusterUid UID of kube-system, empty when not known
 * @param namespace null beyond a namespace, as are workloadKind and workload
 * @param node the node it is about, null when it is not about one
 * @param container the container that most of it is about
 * @param pods the first 20 pods by when they began to fail
 * @param podCount all pods that have been part of it
 * @param causeDetail what the cause is about
 * @param evidence the first 10
 * @param summary one sentence a person can act on
 * @param remedy what to do, with commands
 * @param startedAt when the failure began
 * @param openedAt when the rule was met
 * @param updatedAt when this revision came about
 * @param occurrences restarts or kills; 0 for what lasts
 * @param reopened how often it came back after being resolved
 * @param parentId the incident this one is part of
 * @param labels those chosen for routing
 * @param rule the threshold and the override that applied
 * @param mute nobody wants to be told of it for a while; null where somebody does
 */
public record Incident(
        String id,
        int revision,
        State state,
        Kind kind,
        Scope scope,
        Severity severity,
        String cluster,
        String clusterUid,
        @Nullable String namespace,
        @Nullable String workloadKind,
        @Nullable String workload,
        @Nullable String node,
        @Nullable String container,
        List<Member> pods,
        int podCount,
        String cause,
        Map<String, String> causeDetail,
        List<Evidence> evidence,
        String summary,
        String remedy,
        Instant startedAt,
        Instant openedAt,
        Instant updatedAt,
        @Nullable Instant resolvedAt,
        @Nullable Resolution resolution,
        long occurrences,
        int reopened,
        @Nullable String parentId,
        Map<String, String> labels,
        String rule,
        @Nullable Muted mute) {

    public Incident {
        pods = List.copyOf(pods);
        causeDetail = Collections.unmodifiableMap(new TreeMap<>(causeDetail)); // sorted: the same input prints the same
        evidence = List.copyOf(evidence);
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** Makes another out of this one. */
    public IncidentBuilder toBuilder() {
        return IncidentBuilder.of(this);
    }

    /** The same, muted, or with null no longer. */
    public Incident muted(@Nullable Muted by) {
        return toBuilder().mute(by).build();
    }

    /** The revision after this one, which says no more than that. */
    public Incident next(Instant at, @Nullable Muted by) {
        return toBuilder()
                .revision(revision + 1)
                .updatedAt(at.isAfter(updatedAt) ? at : updatedAt)
                .mute(by)
                .build();
    }

    /** Where an incident is in its life. */
    public enum State {
        OPEN,
        RESOLVED,
        /** Its cluster is silent: nobody knows. */
        UNKNOWN
    }

    /** What happens over time. */
    public enum Kind {
        RESTART_LOOP,
        OOM,
        PENDING,
        TERMINATING,
        NOT_READY,
        EVICTED,
        NODE_LOST,
        POD_FAILED,
        CREATE_BLOCKED,
        CLUSTER_SILENT
    }

    /** How far it reaches. */
    public enum Scope {
        WORKLOAD,
        NODE,
        CLUSTER,
        FLEET
    }

    /** How much it matters. */
    public enum Severity {
        INFO,
        WARNING,
        CRITICAL
    }

    /** How it ended. */
    public enum Resolution {
        /** The pods that failed are well again. */
        RECOVERED,
        /** The pods that failed are gone, and the workload has no others as far as is known. */
        DELETED,
        /** The pods that failed are gone, and others took their place: well ones, or ones that fail in another way. */
        REPLACED
    }

    /**
     * A pod that is part of it.
     *
     * @param since when this pod began to fail
     */
    public record Member(String name, String uid, @Nullable String node, Instant since) {}

    /**
     * A mute of the rules that concerns it.
     *
     * @param until when somebody wants to be told of it again
     * @param owner who answers for the mute
     */
    public record Muted(Instant until, String owner, String reason) {}

    /** Record key: what the incident is about, the same for all its revisions and for those that follow it. */
    public String subject() {
        return switch (scope) {
            case WORKLOAD -> ClusterKey.of(cluster, namespace + '/' + workloadKind + '/' + workload);
            case NODE -> ClusterKey.of(cluster, String.valueOf(node));
            case CLUSTER -> cluster;
            case FLEET -> "fleet";
        };
    }

    /** The subject as people read it, with the cluster's name as it is. */
    public String display() {
        return scope == Scope.FLEET
                ? subject()
                : cluster + subject().substring(ClusterKey.part(cluster).length());
    }

    /** The same incident, told to be opened by another rule. */
    public Incident ruledBy(String otherRule) {
        return toBuilder().rule(otherRule).build();
    }
}
