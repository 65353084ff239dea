package io.podtide.trends.given;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Member;
import io.podtide.detect.incident.Incident.Resolution;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.incident.IncidentBuilder;
import io.podtide.detect.incident.IncidentId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Incidents of a Deployment, with defaults that say nothing. */
public record AnIncident(
        String cluster,
        String namespace,
        String workload,
        Kind kind,
        String cause,
        Severity severity,
        String node,
        Map<String, String> causeDetail,
        Map<String, String> labels,
        int pods,
        Instant startedAt,
        Duration detected) {

    public static AnIncident of(String workload, Instant startedAt) {
        return new AnIncident(
                "east",
                "shop",
                workload,
                Kind.RESTART_LOOP,
                "APPLICATION_ERROR",
                Severity.WARNING,
                null,
                Map.of(),
                Map.of("team", "checkout"),
                1,
                startedAt,
                Duration.ofMinutes(2));
    }

    public AnIncident in(String otherCluster, String otherNamespace) {
        return new AnIncident(
                otherCluster,
                otherNamespace,
                workload,
                kind,
                cause,
                severity,
                node,
                causeDetail,
                labels,
                pods,
                startedAt,
                detected);
    }

    public AnIncident kind(Kind other, String otherCause) {
        return new AnIncident(
                cluster,
                namespace,
                workload,
                other,
                otherCause,
                severity,
                node,
                causeDetail,
                labels,
                pods,
                startedAt,
                detected);
    }

    public AnIncident critical() {
        return new AnIncident(
                cluster,
                namespace,
                workload,
                kind,
                cause,
                Severity.CRITICAL,
                node,
                causeDetail,
                labels,
                pods,
                startedAt,
                detected);
    }

    public AnIncident on(String otherNode) {
        return new AnIncident(
                cluster,
                namespace,
                workload,
                kind,
                cause,
                severity,
                otherNode,
                causeDetail,
                labels,
                pods,
                startedAt,
                detected);
    }

    public AnIncident about(Map<String, String> detail) {
        return new AnIncident(
                cluster, namespace, workload, kind, cause, severity, node, detail, labels, pods, startedAt, detected);
    }

    public AnIncident labelled(Map<String, String> others) {
        return new AnIncident(
                cluster,
                namespace,
                workload,
                kind,
                cause,
                severity,
                node,
                causeDetail,
                others,
                pods,
                startedAt,
                detected);
    }

    public AnIncident pods(int count) {
        return new AnIncident(
                cluster,
                namespace,
                workload,
                kind,
                cause,
                severity,
                node,
                causeDetail,
                labels,
                count,
                startedAt,
                detected);
    }

    public AnIncident detectedAfter(Duration time) {
        return new AnIncident(
                cluster, namespace, workload, kind, cause, severity, node, causeDetail, labels, pods, startedAt, time);
    }

    public Incident open() {
        return revision(1, State.OPEN, startedAt.plus(detected), null);
    }

    public Incident resolvedAfter(Duration time) {
        return revision(2, State.RESOLVED, startedAt.plus(time), startedAt.plus(time));
    }

    public Incident revision(int number, State state, Instant at, Instant resolvedAt) {
        var subject = cluster + '/' + namespace + "/Deployment/" + workload;
        return IncidentBuilder.conceived(
                        IncidentId.of(cluster, subject, kind, startedAt),
                        kind,
                        Scope.WORKLOAD,
                        cluster,
                        startedAt,
                        startedAt.plus(detected),
                        "restart-loop 3 in 10m")
                .revision(number)
                .state(state)
                .severity(severity)
                .namespace(namespace)
                .workloadKind("Deployment")
                .workload(workload)
                .node(node)
                .container("app")
                .pods(List.of(new Member(workload + "-1", workload + "-uid", node, startedAt)))
                .podCount(pods)
                .cause(cause)
                .causeDetail(causeDetail)
                .summary("Deployment " + namespace + "/" + workload + " fails")
                .remedy("Look at it.")
                .updatedAt(at)
                .resolvedAt(resolvedAt)
                .resolution(resolvedAt == null ? null : Resolution.RECOVERED)
                .occurrences(3)
                .labels(labels)
                .build();
    }
}
