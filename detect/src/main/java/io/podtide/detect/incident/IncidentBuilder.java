package io.podtide.detect.incident;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.cause.Evidence;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Member;
import io.podtide.detect.incident.Incident.Muted;
import io.podtide.detect.incident.Incident.Resolution;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.incident.Incident.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes an incident, a new one or one out of {@linkplain Incident#toBuilder() another}. Each method sets the component of its
 * name; those without one never change in the life of an incident.
 */
public final class IncidentBuilder {

    private final String id;
    private final Kind kind;
    private final Scope scope;
    private final String cluster;
    private final Instant startedAt;
    private final Instant openedAt;

    private int revision;
    private State state = State.OPEN;
    private Severity severity = Severity.WARNING;
    private String clusterUid = "";
    private @Nullable String namespace;
    private @Nullable String workloadKind;
    private @Nullable String workload;
    private @Nullable String node;
    private @Nullable String container;
    private List<Member> pods = List.of();
    private int podCount;
    private String cause = Diagnosis.UNKNOWN_CAUSE;
    private Map<String, String> causeDetail = Map.of();
    private List<Evidence> evidence = List.of();
    private String summary = "";
    private String remedy = "";
    private Instant updatedAt;
    private @Nullable Instant resolvedAt;
    private @Nullable Resolution resolution;
    private long occurrences;
    private int reopened;
    private @Nullable String parentId;
    private Map<String, String> labels = Map.of();
    private String rule;
    private @Nullable Muted mute;

    private IncidentBuilder(
            String id, Kind kind, Scope scope, String cluster, Instant startedAt, Instant openedAt, String rule) {
        this.id = id;
        this.kind = kind;
        this.scope = scope;
        this.cluster = cluster;
        this.startedAt = startedAt;
        this.openedAt = openedAt;
        this.updatedAt = openedAt;
        this.rule = rule;
    }

    /** An open one before its first revision, of which no more is known than this. */
    public static IncidentBuilder conceived(
            String id, Kind kind, Scope scope, String cluster, Instant startedAt, Instant openedAt, String rule) {
        return new IncidentBuilder(id, kind, scope, cluster, startedAt, openedAt, rule);
    }

    /** The same in all. */
    static IncidentBuilder of(Incident i) {
        return conceived(i.id(), i.kind(), i.scope(), i.cluster(), i.startedAt(), i.openedAt(), i.rule())
                .revision(i.revision())
                .state(i.state())
                .severity(i.severity())
                .clusterUid(i.clusterUid())
                .namespace(i.namespace())
                .workloadKind(i.workloadKind())
                .workload(i.workload())
                .node(i.node())
                .container(i.container())
                .pods(i.pods())
                .podCount(i.podCount())
                .cause(i.cause())
                .causeDetail(i.causeDetail())
                .evidence(i.evidence())
                .summary(i.summary())
                .remedy(i.remedy())
                .updatedAt(i.updatedAt())
                .resolvedAt(i.resolvedAt())
                .resolution(i.resolution())
                .occurrences(i.occurrences())
                .reopened(i.reopened())
                .parentId(i.parentId())
                .labels(i.labels())
                .mute(i.mute());
    }

    public IncidentBuilder revision(int value) {
        revision = value;
        return this;
    }

    public IncidentBuilder state(State value) {
        state = value;
        return this;
    }

    public IncidentBuilder severity(Severity value) {
        severity = value;
        return this;
    }

    public IncidentBuilder clusterUid(String value) {
        clusterUid = value;
        return this;
    }

    public IncidentBuilder namespace(@Nullable String value) {
        namespace = value;
        return this;
    }

    public IncidentBuilder workloadKind(@Nullable String value) {
        workloadKind = value;
        return this;
    }

    public IncidentBuilder workload(@Nullable String value) {
        workload = value;
        return this;
    }

    public IncidentBuilder node(@Nullable String value) {
        node = value;
        return this;
    }

    public IncidentBuilder container(@Nullable String value) {
        container = value;
        return this;
    }

    public IncidentBuilder pods(List<Member> value) {
        pods = value;
        return this;
    }

    public IncidentBuilder podCount(int value) {
        podCount = value;
        return this;
    }

    public IncidentBuilder cause(String value) {
        cause = value;
        return this;
    }

    public IncidentBuilder causeDetail(Map<String, String> value) {
        causeDetail = value;
        return this;
    }

    public IncidentBuilder evidence(List<Evidence> value) {
        evidence = value;
        return this;
    }

    public IncidentBuilder summary(String value) {
        summary = value;
        return this;
    }

    public IncidentBuilder remedy(String value) {
        remedy = value;
        return this;
    }

    public IncidentBuilder updatedAt(Instant value) {
        updatedAt = value;
        return this;
    }

    public IncidentBuilder resolvedAt(@Nullable Instant value) {
        resolvedAt = value;
        return this;
    }

    public IncidentBuilder resolution(@Nullable Resolution value) {
        resolution = value;
        return this;
    }

    public IncidentBuilder occurrences(long value) {
        occurrences = value;
        return this;
    }

    public IncidentBuilder reopened(int value) {
        reopened = value;
        return this;
    }

    public IncidentBuilder parentId(@Nullable String value) {
        parentId = value;
        return this;
    }

    public IncidentBuilder labels(Map<String, String> value) {
        labels = value;
        return this;
    }

    public IncidentBuilder rule(String value) {
        rule = value;
        return this;
    }

    public IncidentBuilder mute(@Nullable Muted value) {
        mute = value;
        return this;
    }

    public Incident build() {
        return new Incident(
                id,
                revision,
                state,
                kind,
                scope,
                severity,
                cluster,
                clusterUid,
                namespace,
                workloadKind,
                workload,
                node,
                container,
                pods,
                podCount,
                cause,
                causeDetail,
                evidence,
                summary,
                remedy,
                startedAt,
                openedAt,
                updatedAt,
                resolvedAt,
                resolution,
                occurrences,
                reopened,
                parentId,
                labels,
                rule,
                mute);
    }
}
