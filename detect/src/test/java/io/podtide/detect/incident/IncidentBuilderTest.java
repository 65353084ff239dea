package io.podtide.detect.incident;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;

class IncidentBuilderTest {

    private static final Incident CONCEIVED = new Incident(
            "id",
            0,
            State.OPEN,
            Kind.OOM,
            Scope.WORKLOAD,
            Severity.WARNING,
            "prod",
            "",
            null,
            null,
            null,
            null,
            null,
            List.of(),
            0,
            "UNKNOWN_CAUSE",
            Map.of(),
            List.of(),
            "",
            "",
            minute(1),
            minute(2),
            minute(2),
            null,
            null,
            0,
            0,
            null,
            Map.of(),
            "2 kills in 1h",
            null);

    /** Every component has another value than its neighbours, and than one that was only conceived. */
    private static final Incident FULL = new Incident(
            "id",
            4,
            State.RESOLVED,
            Kind.OOM,
            Scope.WORKLOAD,
            Severity.CRITICAL,
            "prod",
            "prod-uid",
            "shop",
            "Deployment",
            "cart",
            "node-7",
            "app",
            List.of(new Member("cart-1", "uid-1", "node-7", minute(1))),
            22,
            "MEMORY_LIMIT_EXCEEDED",
            Map.of("limit", "256Mi"),
            List.of(new Evidence(minute(1), "container app", "OOMKilled", "", 1)),
            "cart runs out of memory",
            "Raise the limit",
            minute(1),
            minute(2),
            minute(3),
            minute(4),
            Resolution.REPLACED,
            7,
            3,
            "parent",
            Map.of("team", "shop"),
            "another rule",
            new Muted(minute(9), "platform", "load tests"));

    @Test
    void what_is_conceived_is_open_and_no_more_is_known_of_it() {
        assertThat(conceived().build()).isEqualTo(CONCEIVED);
    }

    @Test
    void each_method_sets_the_component_of_its_name() {
        var built = conceived()
                .revision(FULL.revision())
                .state(FULL.state())
                .severity(FULL.severity())
                .clusterUid(FULL.clusterUid())
                .namespace(FULL.namespace())
                .workloadKind(FULL.workloadKind())
                .workload(FULL.workload())
                .node(FULL.node())
                .container(FULL.container())
                .pods(FULL.pods())
                .podCount(FULL.podCount())
                .cause(FULL.cause())
                .causeDetail(FULL.causeDetail())
                .evidence(FULL.evidence())
                .summary(FULL.summary())
                .remedy(FULL.remedy())
                .updatedAt(FULL.updatedAt())
                .resolvedAt(FULL.resolvedAt())
                .resolution(FULL.resolution())
                .occurrences(FULL.occurrences())
                .reopened(FULL.reopened())
                .parentId(FULL.parentId())
                .labels(FULL.labels())
                .rule(FULL.rule())
                .mute(FULL.mute());
        assertThat(built.build()).isEqualTo(FULL);
    }

    @Test
    void nothing_is_lost_of_an_incident_that_another_is_made_of() throws ReflectiveOperationException {
        assertThat(FULL.toBuilder().build()).isEqualTo(FULL);
        for (var component : Incident.class.getRecordComponents()) { // or a loss would not show
            var name = component.getName();
            if (!List.of("id", "kind", "scope", "cluster", "startedAt", "openedAt")
                    .contains(name)) {
                var value = component.getAccessor().invoke(FULL);
                assertThat(value).as(name).isNotEqualTo(component.getAccessor().invoke(CONCEIVED));
            }
        }
    }

    private static IncidentBuilder conceived() {
        return IncidentBuilder.conceived("id", Kind.OOM, Scope.WORKLOAD, "prod", minute(1), minute(2), "2 kills in 1h");
    }

    private static Instant minute(int minute) {
        return Instant.parse("2026-03-01T10:00:00Z").plusSeconds(60L * minute);
    }
}
