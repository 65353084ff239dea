package io.podtide.alerts;

import io.podtide.detect.cause.Evidence;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Member;
import io.podtide.detect.incident.Incident.Muted;
import io.podtide.detect.incident.Incident.Resolution;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.incident.IncidentBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An incident that began at 10:00, as far as a test does not say otherwise. Each change is the next revision. */
public final class AnIncident {

    public static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private final String id;
    private int revision;
    private State state = State.OPEN;
    private Kind kind = Kind.RESTART_LOOP;
    private Scope scope = Scope.WORKLOAD;
    private Severity severity = Severity.WARNING;
    private String cluster = "eu-1";
    private String namespace = "shop";
    private String workload;
    private String cause = "APPLICATION_ERROR";
    private String summary = "Container app exits with 1 again and again.";
    private String evidence = "exit 1";
    private int pods = 1;
    private int reopened;
    private String parent;
    private Muted mute;
    private Map<String, String> labels = Map.of("team", "shop");

    public AnIncident(String id) {
        this.id = id;
        this.workload = id;
    }

    public AnIncident kind(Kind other) {
        kind = other;
        return this;
    }

    public AnIncident scope(Scope other) {
        scope = other;
        return this;
    }

    public AnIncident severity(Severity other) {
        severity = other;
        return this;
    }

    public AnIncident cluster(String other) {
        cluster = other;
        return this;
    }

    public AnIncident namespace(String other) {
        namespace = other;
        return this;
    }

    public AnIncident cause(String other) {
        cause = other;
        return this;
    }

    public AnIncident summary(String other) {
        summary = other;
        return this;
    }

    public AnIncident evidence(String message) {
        evidence = message;
        return this;
    }

    public AnIncident pods(int count) {
        pods = count;
        return this;
    }

    public AnIncident partOf(String other) {
        parent = other;
        return this;
    }

    public AnIncident muted(Muted by) {
        mute = by;
        return this;
    }

    public AnIncident labels(Map<String, String> others) {
        labels = others;
        return this;
    }

    public AnIncident resolved() {
        state = State.RESOLVED;
        return this;
    }

    public AnIncident unknown() {
        state = State.UNKNOWN;
        return this;
    }

    public AnIncident open() {
        reopened += state == State.RESOLVED ? 1 : 0;
        state = State.OPEN;
        return this;
    }

    /** The next revision. */
    public Incident next() {
        revision++;
        boolean ofWorkload = scope == Scope.WORKLOAD;
        boolean over = state == State.RESOLVED;
        return IncidentBuilder.conceived(id, kind, scope, cluster, START, START, "3 restarts in 10m")
                .revision(revision)
                .state(state)
                .severity(severity)
                .clusterUid("uid")
                .namespace(ofWorkload ? namespace : null)
                .workloadKind(ofWorkload ? "Deployment" : null)
                .workload(ofWorkload ? workload : null)
                .node(node())
                .container("app")
                .pods(List.of(new Member(workload + "-1", "uid-" + workload, "node-a", START)))
                .podCount(pods)
                .cause(cause)
                .causeDetail(Map.of("exitCode", "1"))
                .evidence(List.of(new Evidence(START, "container app", "Error", evidence, 1)))
                .summary(summary)
                .remedy("Read its log.")
                .updatedAt(START.plusSeconds(revision))
                .resolvedAt(over ? START.plusSeconds(revision) : null)
                .resolution(over ? Resolution.RECOVERED : null)
                .occurrences(3)
                .reopened(reopened)
                .parentId(parent)
                .labels(labels)
                .mute(mute)
                .build();
    }

    private @Nullable String node() {
        return switch (scope) {
            case WORKLOAD -> "node-a";
            case NODE -> workload;
            case CLUSTER, FLEET -> null;
        };
    }
}
