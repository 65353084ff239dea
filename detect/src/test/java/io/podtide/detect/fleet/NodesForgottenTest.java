package io.podtide.detect.fleet;

import static io.podtide.detect.scenario.Times.hours;
import static io.podtide.detect.scenario.Times.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.State;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nodes come and go by the thousand where clusters are scaled: what is kept of one does not stay for ever. */
class NodesForgottenTest {

    private static final AnIncident OOM = new AnIncident(
            "prod", "web", Kind.OOM, "MEMORY_LIMIT_EXCEEDED", Map.of("container", "app"), minute(1), minute(2));

    private final Fleet fleet = new Fleet();

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
        fleet.memory.keep(Revisions.in(State.RESOLVED, moved));
        assertThat(fleet.memory.nodes).isNotEmpty();
        fleet.time("prod", minute(2).plus(hours(2)));
        assertThat(fleet.memory.nodes).isEmpty();
    }

    @Test
    void a_node_that_is_lost_is_kept_until_it_is_back() {
        var lost = NodeTrack.of("prod", "node-1").loss("its-incident").with(null, minute(2));
        fleet.memory.keep(lost);
        fleet.time("prod", minute(0).plus(hours(48)));
        assertThat(fleet.memory.nodes).containsOnlyKeys("prod/node-1");
    }
}
