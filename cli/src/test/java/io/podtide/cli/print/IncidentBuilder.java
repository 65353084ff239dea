package io.podtide.cli.print;

import static io.podtide.detect.incident.IncidentBuilder.conceived;

import io.podtide.detect.cause.Evidence;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Member;
import io.podtide.detect.incident.Incident.Resolution;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.incident.Incident.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An incident that began at 10:00, as far as a test does not say otherwise. */
public final class IncidentBuilder {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private String id = "11111111-0000-5000-8000-000000000001";
    private int revision = 1;
    private State state = State.OPEN;
    private Severity severity = Severity.WARNING;
    private Scope scope = Scope.WORKLOAD;
    private String namespace = "shop";
    private String workload = "cart";
    private String summary = "Container app exits with 1 again and again.";
    private String remedy = "Read what it said last:\n  kubectl -n shop logs deploy/cart -c app --previous";
    private Instant startedAt = START;
    private Instant updatedAt = minute(2);
    private Instant resolvedAt;
    private String parentId;

    private IncidentBuilder() {}

    public static IncidentBuilder anIncident() {
        return new IncidentBuilder();
    }

    public static Instant minute(int minute) {
        return START.plusSeconds(60L * minute);
    }

    public IncidentBuilder id(int number) {
        id = "11111111-0000-5000-8000-00000000000" + number;
        return this;
    }

    public IncidentBuilder revision(int number, int minute) {
        revision = number;
        updatedAt = minute(minute);
        return this;
    }

    public IncidentBuilder since(int minute) {
        startedAt = minute(minute);
        return this;
    }

    public IncidentBuilder resolved(int number, int minute) {
        state = State.RESOLVED;
        resolvedAt = minute(minute);
        return revision(number, minute);
    }

    public IncidentBuilder unknown(int number, int minute) {
        state = State.UNKNOWN;
        return revision(number, minute);
    }

    public IncidentBuilder critical() {
        severity = Severity.CRITICAL;
        return this;
    }

    public IncidentBuilder ofNode() {
        scope = Scope.NODE;
        return this;
    }

    /** Of several workloads: of a cluster, or of the fleet. */
    public IncidentBuilder of(Scope several) {
        scope = several;
        return this;
    }

    public IncidentBuilder partOf(int number) {
        parentId = number + "2222222-0000-5000-8000-000000000002";
        return this;
    }

    public IncidentBuilder in(String name) {
        namespace = name;
        return this;
    }

    public IncidentBuilder workload(String name) {
        workload = name;
        return this;
    }

    public IncidentBuilder summary(String text) {
        summary = text;
        return this;
    }

    public IncidentBuilder remedy(String text) {
        remedy = text;
        return this;
    }

    public Incident build() {
        var ofNode = scope == Scope.NODE;
        boolean ofOne = scope == Scope.WORKLOAD;
        var many = Map.of("workloads", "5", "clusters", "3");
        return conceived(
                        id,
                        ofNode ? Kind.OOM : Kind.RESTART_LOOP,
                        scope,
                        scope == Scope.FLEET ? "" : "eu-1",
                        startedAt,
                        minute(2),
                        "3 restarts in 10m")
                .revision(revision)
                .state(state)
                .severity(severity)
                .clusterUid("uid-of-kube-system")
                .namespace(ofOne ? namespace : null)
                .workloadKind(ofOne ? "Deployment" : null)
                .workload(ofOne ? workload : null)
                .node(ofNode ? "node-a" : null)
                .container("app")
                .pods(List.of(new Member("cart-5d9", "pod-uid", "node-a", startedAt)))
                .podCount(2)
                .cause(ofNode ? "NODE_OUT_OF_MEMORY" : "APPLICATION_ERROR")
                .causeDetail(ofOne || ofNode ? Map.of("exitCode", "1") : many)
                .evidence(List.of(new Evidence(startedAt, "container app", "Error", "", 3)))
                .summary(summary)
                .remedy(remedy)
                .updatedAt(updatedAt)
                .resolvedAt(resolvedAt)
                .resolution(resolvedAt == null ? null : Resolution.RECOVERED)
                .occurrences(3)
                .parentId(parentId)
                .labels(Map.of("team", "shop"))
                .build();
    }
}
