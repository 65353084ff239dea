package io.podtide.detect.fleet;

import static io.podtide.detect.fleet.AnIncident.pending;
import static io.podtide.detect.scenario.Times.hour;
import static io.podtide.detect.scenario.Times.minute;
import static io.podtide.detect.scenario.Times.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Resolution;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.rule.Glob;
import io.podtide.detect.rule.Match;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.rule.RuleOverride;
import io.podtide.detect.rule.Rules;
import io.podtide.detect.scenario.Causes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClusterSilentTest {

    private final Fleet fleet = new Fleet();

    @Test
    void a_silent_cluster_is_an_incident_until_there_is_news() {
        fleet.silent("prod", minute(10));
        assertThat(fleet.lines()).containsExactly("CLUSTER prod CLUSTER_SILENT r1 OPEN");
        var opened = fleet.newest(Scope.CLUSTER);
        assertThat(opened.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(opened.startedAt()).isEqualTo(minute(10));
        assertThat(opened.openedAt()).isEqualTo(minute(11));
        assertThat(opened.rule()).isEqualTo("silent for 1m");
        assertThat(opened.cause()).isEqualTo("UNKNOWN_CAUSE"); // this catalogue knows of no such thing

        fleet.heard("prod", minute(30));
        assertThat(fleet.lines()).containsExactly("CLUSTER prod CLUSTER_SILENT r2 RESOLVED");
        var resolved = fleet.newest(Scope.CLUSTER);
        assertThat(resolved.resolvedAt()).isEqualTo(minute(30));
        assertThat(resolved.resolution()).isEqualTo(Resolution.RECOVERED);
        assertThat(resolved.summary()).isEqualTo("Cluster prod is heard of again, 20m after it fell silent");
        fleet.time("prod", hour(3));
        assertThat(fleet.memory.silences).isEmpty();
    }

    @Test
    void what_is_told_again_changes_nothing() {
        fleet.silent("prod", minute(10)).silent("prod", minute(10)).silent("prod", second(595));
        assertThat(fleet.lines()).hasSize(1);
        fleet.heard("prod", minute(30)).heard("prod", minute(31));
        assertThat(fleet.lines()).hasSize(1);
        fleet.heard("test", minute(1));
        assertThat(fleet.lines()).isEmpty();
        assertThat(fleet.memory.silences).containsOnlyKeys("prod");
    }

    @Test
    void one_that_comes_and_goes_is_one_incident_and_has_to_stay_for_longer_and_longer() {
        fleet.silent("prod", minute(10)).heard("prod", minute(12)).silent("prod", minute(14));
        assertThat(fleet.lines())
                .containsExactly(
                        "CLUSTER prod CLUSTER_SILENT r1 OPEN",
                        "CLUSTER prod CLUSTER_SILENT r2 RESOLVED",
                        "CLUSTER prod CLUSTER_SILENT r3 OPEN");
        fleet.heard("prod", minute(16)).time("prod", minute(20)).silent("prod", minute(20));
        assertThat(fleet.lines()).isEmpty();
        fleet.heard("prod", minute(22)).time("prod", second(27 * 60 - 1));
        assertThat(fleet.lines()).isEmpty();
        fleet.time("prod", minute(27));
        assertThat(fleet.lines()).containsExactly("CLUSTER prod CLUSTER_SILENT r4 RESOLVED");
    }

    @Test
    void its_incidents_are_not_its_children() {
        fleet.hears(pending("prod", "web", minute(1)).opens()).silent("prod", minute(2));
        assertThat(fleet.memory.incidents.values()).allMatch(i -> i.parentId() == null);
    }

    @Test
    void three_silent_clusters_are_one_failure_of_the_fleet_without_waiting_for_a_time_that_stands_still() {
        fleet.silent("a", minute(1)).silent("b", minute(2)).silent("c", minute(3));
        assertThat(fleet.lines())
                .containsExactly(
                        "CLUSTER a CLUSTER_SILENT r1 OPEN",
                        "CLUSTER b CLUSTER_SILENT r1 OPEN",
                        "CLUSTER c CLUSTER_SILENT r1 OPEN",
                        "FLEET fleet CLUSTER_SILENT r1 OPEN",
                        "CLUSTER a CLUSTER_SILENT r2 OPEN of FLEET",
                        "CLUSTER b CLUSTER_SILENT r2 OPEN of FLEET",
                        "CLUSTER c CLUSTER_SILENT r2 OPEN of FLEET");
        fleet.heard("a", minute(9)).heard("b", minute(9)).heard("c", minute(9));
        assertThat(fleet.lines())
                .containsExactly(
                        "CLUSTER a CLUSTER_SILENT r3 RESOLVED of FLEET",
                        "CLUSTER b CLUSTER_SILENT r3 RESOLVED of FLEET",
                        "CLUSTER c CLUSTER_SILENT r3 RESOLVED of FLEET",
                        "FLEET fleet CLUSTER_SILENT r2 RESOLVED");
    }

    @Test
    void switched_off_for_a_cluster_that_is_gone_for_good_it_is_over() {
        fleet.silent("old", minute(1));
        var match = new Match(new Glob("old"), Glob.ANY, Glob.ANY, Map.of());
        var off = RuleOverride.off("1", match, Set.of(Kind.CLUSTER_SILENT));
        var rules = new RuleBook(Rules.DEFAULTS, List.of(off));
        var after = new FleetCorrelator(rules, Causes.FEW, fleet.memory);
        fleet.told.addAll(after.silent("old", minute(1), null));
        assertThat(fleet.lines())
                .containsExactly("CLUSTER old CLUSTER_SILENT r1 OPEN", "CLUSTER old CLUSTER_SILENT r2 RESOLVED");
        assertThat(fleet.newest(Scope.CLUSTER).resolution()).isEqualTo(Resolution.DELETED);
        var other = new Fleet(rules).silent("old", minute(1)).silent("new", minute(1));
        assertThat(other.lines()).containsExactly("CLUSTER new CLUSTER_SILENT r1 OPEN");
    }
}
