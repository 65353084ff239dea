package io.podtide.detect.fleet;

import static io.podtide.detect.scenario.Times.hours;
import static io.podtide.detect.scenario.Times.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.observation.Workload;
import io.podtide.detect.scenario.ASymptom;
import io.podtide.detect.symptom.PodRef;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nodes come and go by the thousand where clusters are scaled: what is kept of one does not stay for ever. */
class NodesForgottenTest {

    private static final AnIncident OOM = new AnIncident(
            "prod", "web", Kind.OOM, "MEMORY_LIMIT_EXCEEDED", Map.of("container", "app"), minute(1), minute(2));

    private final Fleet fleet = new Fleet();

    private static SymptomChange kill(String workload, Instant at) {
        return ASymptom.occurred(
                Symptom.OOM_KILLS,
                new Workload("prod", "", "shop", "Deployment", workload),
                new PodRef(workload + "-uid", workload + "-1", "node-1"),
                at);
    }

    @Test
    void with_an_incident_that_goes_on_it_is_kept() {
        fleet.hears(OOM.opens()).time("prod", minute(0).plus(hours(24)));
        assertThat(fleet.memory.nodes).containsOnlyKeys("prod/node-1");
    }

    @Test
    void once_it_is_resolved_nothing_is_left_of_the_node() {
        fleet.hears(OOM.opens(), OOM.isResolved(minute(30)));
        assertThat(fleet.memory.nodes).isEmpty();
    }

    @Test
    void an_incident_that_is_resolved_on_another_node_is_forgotten_in_time() {
        fleet.hears(OOM.opens());
        var moved = fleet.memory.incident(OOM.opens().id());
        assertThat(moved).isNotNull();
        fleet.memory.keep(moved.toBuilder().state(State.RESOLVED).build());
        assertThat(fleet.memory.nodes).isNotEmpty();
        fleet.time("prod", minute(2).plus(hours(2)));
        assertThat(fleet.memory.nodes).isEmpty();
    }

    @Test
    void a_kill_of_late_outlives_the_look_and_counts() {
        fleet.hears(kill("web", minute(0))).hears(kill("web", minute(115))).time("prod", minute(121));
        fleet.hears(kill("cart", minute(122))).hears(kill("mail", minute(123)));
        assertThat(fleet.told).singleElement().satisfies(opened -> {
            assertThat(opened.kind()).isEqualTo(Kind.OOM);
            assertThat(opened.startedAt()).isEqualTo(minute(115));
            assertThat(opened.podCount()).isEqualTo(3);
        });
    }

    @Test
    void of_an_incident_that_goes_on_no_kill_is_forgotten() {
        fleet.hears(kill("web", minute(0)), kill("cart", minute(1)), kill("mail", minute(2)));
        for (int i = 1; i <= 20; i++) {
            fleet.hears(kill("web", minute(i * 10L))).time("prod", minute(i * 10L));
        }
        fleet.time("prod", minute(240));
        assertThat(fleet.told).hasSize(2).last().satisfies(resolved -> {
            assertThat(resolved.state()).isEqualTo(State.RESOLVED);
            assertThat(resolved.occurrences()).isEqualTo(23);
        });
        fleet.time("prod", minute(0).plus(hours(12)));
        assertThat(fleet.memory.nodes).isEmpty();
    }

    @Test
    void when_time_comes_a_long_way_at_once_it_is_looked_at_once() {
        fleet.hears(OOM.opens()).time("prod", minute(0).plus(hours(1_000_000)));
        assertThat(fleet.looks).isEqualTo(1);
        assertThat(fleet.memory.nodes).containsOnlyKeys("prod/node-1");
    }

    @Test
    void a_node_that_is_lost_is_kept_until_it_is_back() {
        var lost = NodeTrack.of("prod", "node-1").loss("its-incident").with(null, minute(2));
        fleet.memory.keep(lost);
        fleet.time("prod", minute(0).plus(hours(48)));
        assertThat(fleet.memory.nodes).containsOnlyKeys("prod/node-1");
    }
}
