package io.podtide.detect.fleet;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Resolution;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.incident.Incident.State;
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
        return new Incident(
                IncidentId.of(cluster, subject, kind, began),
                1,
                state,
                kind,
                Scope.WORKLOAD,
                Severity.WARNING,
                cluster,
                "",
                "shop",
                "Deployment",
                workload,
                null,
                "app",
                List.of(new Incident.Member(workload + "-1", cluster + workload, "node-1", began)),
                1,
                cause,
                detail,
                List.of(),
                workload + " fails",
                "mend " + workload,
                began,
                at,
                when,
                over ? when : null,
                over ? Resolution.RECOVERED : null,
                0,
                0,
                null,
                Map.of("team", "shop", "app", workload),
                "rule");
    }
}
