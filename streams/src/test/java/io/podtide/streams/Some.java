package io.podtide.streams;

import static io.podtide.streams.Times.second;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.cause.Evidence;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Member;
import io.podtide.detect.incident.Incident.Resolution;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.incident.IncidentBuilder;
import io.podtide.detect.observation.Workload;
import io.podtide.detect.symptom.PodRef;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Values in which every field says something, and some in which all that may be absent is. */
final class Some {

    static final Workload WORKLOAD = new Workload("prod", "prod-uid", "shop", "Deployment", "cart");
    static final Diagnosis DIAGNOSIS = diagnosis("MEMORY_LIMIT_EXCEEDED");

    private Some() {}

    static Diagnosis diagnosis(String cause) {
        return new Diagnosis(
                cause,
                Map.of("limit", "256Mi", "container", "app"),
                List.of(
                        new Evidence(second(61), "container app", "OOMKilled", "out of memory", 1),
                        new Evidence(second(60), "Event kubelet", "BackOff", "", 7)));
    }

    static SymptomChange kill(String pod) {
        return new SymptomChange(
                WORKLOAD,
                new PodRef(pod + "-uid", pod, "node-1"),
                Symptom.OOM_KILLS,
                Change.OCCURRED,
                second(1),
                second(2),
                "app",
                "example.com/app:1",
                3,
                Duration.ofMillis(1_234),
                true,
                DIAGNOSIS,
                Map.of("team", "shop"),
                "2 kills in 1h");
    }

    static Incident incident(Kind kind) {
        return new Incident(
                "7d0a8f8e-6a2b-5c1d-9e3f-0123456789ab",
                4,
                State.RESOLVED,
                kind,
                Scope.WORKLOAD,
                Severity.CRITICAL,
                "prod",
                "prod-uid",
                "shop",
                "Deployment",
                "cart",
                "node-1",
                "app",
                List.of(
                        new Member("cart-1", "uid-1", "node-1", second(1)),
                        new Member("cart-2", "uid-2", null, second(2))),
                22,
                DIAGNOSIS.cause(),
                DIAGNOSIS.detail(),
                DIAGNOSIS.evidence(),
                "cart runs out of memory",
                "Raise the limit",
                second(3),
                second(4),
                second(5),
                second(6),
                Resolution.REPLACED,
                5_000_000_000L,
                2,
                "11111111-2222-5333-8444-555555555555",
                Map.of("tier", "web"),
                "2 kills in 1h",
                null);
    }

    static Incident bareIncident(Kind kind) {
        return IncidentBuilder.conceived("id", kind, Scope.CLUSTER, "prod", second(0), second(0), "")
                .revision(1)
                .severity(Severity.INFO)
                .build();
    }
}
