package io.podtide.detect.fleet;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Resolution;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.incident.IncidentBuilder;
import io.podtide.detect.incident.IncidentId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Incidents of workloads as the second stage drafts them. */
record AnIncident(
        String cluster,
        String workload,
        Kind kind,
        String cause,
        Map<String, String> detail,
        Instant began,
        Instant at) {

    static AnIncident pending(String cluster, String workload, Instant at) {
        var detail = Map.of("registry", "registry.example.com");
        return new AnIncident(
                cluster, workload, Kind.PENDING, "REGISTRY_UNREACHABLE", detail, at.minusSeconds(120), at);
    }

    static AnIncident crashing(String cluster, String workload, Instant at) {
        var detail = Map.of("exitCode", "1");
        return new AnIncident(
                cluster, workload, Kind.RESTART_LOOP, "APPLICATION_ERROR", detail, at.minusSeconds(60), at);
    }

    AnIncident began(Instant time) {
        return new AnIncident(cluster, workload, kind, cause, detail, time, at);
    }

    AnIncident of(String otherCause, Map<String, String> otherDetail) {
        return new AnIncident(cluster, workload, kind, otherCause, otherDetail, began, at);
    }

    Incident opens() {
        return in(State.OPEN, at);
    }

    Incident isResolved(Instant when) {
        return in(State.RESOLVED, when);
    }

    Incident in(State state, Instant when) {
        var subject = cluster + "/shop/Deployment/" + workload;
        boolean over = state == State.RESOLVED;
        return IncidentBuilder.conceived(
                        IncidentId.of(cluster, subject, kind, began), kind, Scope.WORKLOAD, cluster, began, at, "rule")
                .revision(1)
                .state(state)
                .namespace("shop")
                .workloadKind("Deployment")
                .workload(workload)
                .container("app")
                .pods(List.of(new Incident.Member(workload + "-1", cluster + workload, "node-1", began)))
                .podCount(1)
                .cause(cause)
                .causeDetail(detail)
                .summary(workload + " fails")
                .remedy("mend " + workload)
                .updatedAt(when)
                .resolvedAt(over ? when : null)
                .resolution(over ? Resolution.RECOVERED : null)
                .labels(Map.of("team", "shop", "app", workload))
                .build();
    }
}
