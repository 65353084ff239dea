package io.podtide.detect.fleet;

import static io.podtide.detect.fleet.AnIncident.crashing;
import static io.podtide.detect.fleet.AnIncident.pending;
import static io.podtide.detect.scenario.Times.hour;
import static io.podtide.detect.scenario.Times.minute;
import static io.podtide.detect.scenario.Times.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Resolution;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.scenario.Causes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupsTest {

    private final Fleet fleet = new Fleet();

    private Fleet threeOf(String cluster) {
        return fleet.hears(
                        pending(cluster, "web", minute(1)).opens(),
                        pending(cluster, "cart", minute(2)).opens(),
                        pending(cluster, "mail", minute(3)).opens())
                .time(cluster, minute(3));
    }

    @Test
    void three_workloads_that_lack_one_registry_become_one_incident_of_the_cluster() {
        threeOf("prod");
        assertThat(fleet.lines())
                .containsExactly(
                        "WORKLOAD prod/shop/Deployment/web PENDING r1 OPEN",
                        "WORKLOAD prod/shop/Deployment/cart PENDING r1 OPEN",
                        "WORKLOAD prod/shop/Deployment/mail PENDING r1 OPEN",
                        "CLUSTER prod PENDING r1 OPEN",
                        "WORKLOAD prod/shop/Deployment/web PENDING r2 OPEN of CLUSTER",
                        "WORKLOAD prod/shop/Deployment/cart PENDING r2 OPEN of CLUSTER",
                        "WORKLOAD prod/shop/Deployment/mail PENDING r2 OPEN of CLUSTER");
        var parent = fleet.newest(Scope.CLUSTER);
        assertThat(parent.startedAt()).isEqualTo(second(-60));
        assertThat(parent.openedAt()).isEqualTo(minute(3));
        assertThat(parent.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(parent.cause()).isEqualTo("REGISTRY_UNREACHABLE");
        assertThat(parent.causeDetail()).isEqualTo(Map.of("registry", "registry.example.com", "workloads", "3"));
        assertThat(parent.pods()).extracting(Incident.Member::name).containsExactly("web-1", "cart-1", "mail-1");
        assertThat(parent.podCount()).isEqualTo(3);
        assertThat(parent.labels()).isEqualTo(Map.of("team", "shop"));
        assertThat(parent.rule()).isEqualTo("3 workloads with the same registry in 15m");
        assertThat(parent.remedy()).isEqualTo("mend web");
        assertThat(parent.summary())
                .isEqualTo("Cluster prod: 3 workloads (shop/web, shop/cart, shop/mail) have pods that do not start,"
                        + " all with the same registry registry.example.com: it is REGISTRY_UNREACHABLE");
    }

    @Test
    void two_are_two() {
        fleet.hears(
                pending("prod", "web", minute(1)).opens(),
                pending("prod", "cart", minute(2)).opens());
        fleet.time("prod", hour(2));
        assertThat(fleet.lines()).hasSize(2);
        assertThat(fleet.memory.groups).isEmpty();
    }

    @Test
    void the_third_after_fifteen_minutes_is_another_matter() {
        fleet.hears(
                        pending("prod", "web", minute(1)).opens(),
                        pending("prod", "cart", minute(2)).opens())
                .time("prod", second(961))
                .hears(pending("prod", "mail", second(961)).opens())
                .time("prod", hour(1));
        assertThat(fleet.lines()).hasSize(3);
        assertThat(fleet.memory.groups).isEmpty();
    }

    @Test
    void one_that_comes_late_counts_all_the_same() {
        fleet.hears(
                        pending("prod", "web", minute(1)).opens(),
                        pending("prod", "mail", minute(3)).opens())
                .time("prod", minute(4))
                .hears(pending("prod", "cart", minute(2)).opens())
                .time("prod", minute(4));
        assertThat(fleet.lines()).contains("CLUSTER prod PENDING r1 OPEN").hasSize(7);
        assertThat(fleet.newest(Scope.CLUSTER).openedAt()).isEqualTo(minute(3));
    }

    @Test
    void one_that_is_over_before_the_third_comes_does_not_count() {
        var web = pending("prod", "web", minute(1));
        fleet.hears(web.opens(), pending("prod", "cart", minute(2)).opens(), web.isResolved(minute(7)))
                .hears(pending("prod", "mail", minute(8)).opens())
                .time("prod", hour(1));
        assertThat(fleet.lines()).hasSize(4);
    }

    @Test
    void two_incidents_of_one_workload_count_once() {
        var web = pending("prod", "web", minute(1));
        fleet.hears(
                        web.opens(),
                        web.began(minute(0)).opens(),
                        pending("prod", "cart", minute(2)).opens())
                .time("prod", hour(1));
        assertThat(fleet.lines()).hasSize(3);
    }

    @Test
    void other_registries_and_other_clusters_are_other_matters() {
        fleet.hears(
                        pending("prod", "web", minute(1)).opens(),
                        pending("test", "web", minute(1)).opens(),
                        pending("prod", "cart", minute(2)).opens(),
                        pending("prod", "mail", minute(2))
                                .of("REGISTRY_UNREACHABLE", Map.of("registry", "other.example.com"))
                                .opens())
                .time("prod", hour(1))
                .time("test", hour(1));
        assertThat(fleet.lines()).hasSize(4);
    }

    @Test
    void workloads_that_crash_each_with_its_own_image_are_as_many_failures() {
        for (var name : List.of("web", "cart", "mail")) {
            fleet.hears(
                    "example.com/" + name + ":1",
                    crashing("prod", name, minute(1)).opens());
        }
        fleet.time("prod", hour(1));
        assertThat(fleet.lines()).hasSize(3);
    }

    @Test
    void with_one_image_and_one_exit_code_within_minutes_they_are_one() {
        for (var name : List.of("web", "cart", "mail")) {
            fleet.hears("example.com/shop:1", crashing("prod", name, minute(1)).opens());
        }
        fleet.time("prod", minute(1));
        assertThat(fleet.lines()).hasSize(7).contains("CLUSTER prod RESTART_LOOP r1 OPEN");
    }

    @Test
    void but_not_with_an_image_that_everybody_uses_for_something_else() {
        for (var name : List.of("web", "cart", "mail")) {
            fleet.hears("busybox:1.36", crashing("prod", name, minute(1)).opens());
        }
        fleet.time("prod", hour(1));
        assertThat(fleet.lines()).hasSize(3);
    }

    @Test
    void those_that_come_late_join_and_only_doubling_is_told() {
        threeOf("prod").lines();
        for (int i = 4; i <= 5; i++) {
            fleet.hears(pending("prod", "late-" + i, minute(i)).opens()).time("prod", minute(i + 1));
        }
        assertThat(fleet.lines())
                .containsExactly(
                        "WORKLOAD prod/shop/Deployment/late-4 PENDING r1 OPEN of CLUSTER",
                        "WORKLOAD prod/shop/Deployment/late-5 PENDING r1 OPEN of CLUSTER");
        fleet.hears(pending("prod", "late-6", minute(7)).opens()).time("prod", second(449));
        assertThat(fleet.lines()).hasSize(1);
        fleet.time("prod", second(450));
        assertThat(fleet.lines()).containsExactly("CLUSTER prod PENDING r2 OPEN");
        assertThat(fleet.newest(Scope.CLUSTER).causeDetail()).containsEntry("workloads", "6");
    }

    @Test
    void it_is_resolved_with_the_last_of_them_and_comes_back_with_any() {
        threeOf("prod").lines();
        fleet.hears(pending("prod", "web", minute(1)).isResolved(minute(20)))
                .hears(pending("prod", "cart", minute(2)).isResolved(minute(21)));
        assertThat(fleet.lines()).hasSize(2);
        var last = pending("prod", "mail", minute(3));
        fleet.hears(last.isResolved(minute(22)));
        assertThat(fleet.lines())
                .containsExactly(
                        "WORKLOAD prod/shop/Deployment/mail PENDING r3 RESOLVED of CLUSTER",
                        "CLUSTER prod PENDING r2 RESOLVED");
        var parent = fleet.newest(Scope.CLUSTER);
        assertThat(parent.resolution()).isEqualTo(Resolution.RECOVERED);
        assertThat(parent.resolvedAt()).isEqualTo(minute(22));
        assertThat(parent.summary()).contains("no longer have pods that do not start, after 23m");

        fleet.hears(last.in(State.OPEN, minute(40)));
        assertThat(fleet.lines())
                .containsExactly(
                        "WORKLOAD prod/shop/Deployment/mail PENDING r4 OPEN of CLUSTER",
                        "CLUSTER prod PENDING r3 OPEN");
        assertThat(fleet.newest(Scope.CLUSTER).reopened()).isEqualTo(1);
        fleet.hears(last.isResolved(minute(50))).time("prod", hour(3));
        assertThat(fleet.memory.groups).isEmpty();
    }

    @Test
    void it_is_resolved_when_the_last_of_them_was_and_not_when_that_is_told() {
        threeOf("prod")
                .hears(
                        pending("prod", "web", minute(1)).isResolved(minute(20)),
                        pending("prod", "cart", minute(2)).isResolved(minute(30)),
                        pending("prod", "mail", minute(3)).isResolved(minute(25)));
        assertThat(fleet.newest(Scope.CLUSTER).resolvedAt()).isEqualTo(minute(30));
    }

    @Test
    void when_nobody_knows_of_any_of_them_nobody_knows_of_it() {
        threeOf("prod").lines();
        for (var name : List.of("web", "cart")) {
            fleet.hears(
                    pending("prod", name, minute(name.equals("web") ? 1 : 2)).in(State.UNKNOWN, minute(9)));
        }
        assertThat(fleet.lines()).hasSize(2);
        fleet.hears(pending("prod", "mail", minute(3)).in(State.UNKNOWN, minute(9)));
        assertThat(fleet.lines()).last().isEqualTo("CLUSTER prod PENDING r2 UNKNOWN");
        fleet.hears(pending("prod", "mail", minute(3)).in(State.OPEN, minute(9)));
        assertThat(fleet.lines()).last().isEqualTo("CLUSTER prod PENDING r3 OPEN");
    }

    @Test
    void one_workload_in_each_of_three_clusters_becomes_one_incident_of_the_fleet() {
        for (var cluster : List.of("a", "b", "c")) {
            fleet.hears(pending(cluster, "web", minute(2)).opens());
        }
        fleet.time("a", second(134));
        assertThat(fleet.lines()).hasSize(3);
        fleet.time("a", second(135));
        assertThat(fleet.lines())
                .containsExactly(
                        "FLEET fleet PENDING r1 OPEN",
                        "WORKLOAD a/shop/Deployment/web PENDING r2 OPEN of FLEET",
                        "WORKLOAD b/shop/Deployment/web PENDING r2 OPEN of FLEET",
                        "WORKLOAD c/shop/Deployment/web PENDING r2 OPEN of FLEET");
        var parent = fleet.newest(Scope.FLEET);
        assertThat(parent.cluster()).isEmpty();
        assertThat(parent.openedAt()).isEqualTo(minute(2));
        assertThat(parent.causeDetail()).containsEntry("clusters", "3");
        assertThat(parent.summary()).startsWith("3 workloads in 3 clusters (a, b, c) have pods that do not start");
        fleet.hears(pending("d", "web", minute(3)).opens()).time("d", minute(4));
        assertThat(fleet.lines())
                .containsExactly(
                        "WORKLOAD d/shop/Deployment/web PENDING r1 OPEN of FLEET", "FLEET fleet PENDING r2 OPEN");
    }

    @Test
    void incidents_of_clusters_become_children_of_the_fleets_and_keep_their_own() {
        threeOf("a");
        for (var cluster : List.of("b", "c")) {
            fleet.hears(pending(cluster, "web", minute(3)).opens());
        }
        fleet.lines();
        fleet.time("b", minute(4));
        assertThat(fleet.lines())
                .containsExactlyInAnyOrder(
                        "FLEET fleet PENDING r1 OPEN",
                        "CLUSTER a PENDING r2 OPEN of FLEET",
                        "WORKLOAD b/shop/Deployment/web PENDING r2 OPEN of FLEET",
                        "WORKLOAD c/shop/Deployment/web PENDING r2 OPEN of FLEET");
    }

    @Test
    void the_same_image_that_crashes_in_three_clusters_is_one_failure_of_the_fleet() {
        for (var cluster : List.of("a", "b", "c")) {
            fleet.hears("busybox:1.36", crashing(cluster, "web", minute(2)).opens());
        }
        fleet.time("c", minute(3));
        assertThat(fleet.lines()).contains("FLEET fleet RESTART_LOOP r1 OPEN");
    }

    @Test
    void the_same_lack_of_capacity_in_three_clusters_is_three_failures() {
        for (var cluster : List.of("a", "b", "c")) {
            fleet.hears(pending(cluster, "web", minute(2))
                    .of("INSUFFICIENT_RESOURCES", Map.of("resource", "cpu"))
                    .opens());
        }
        fleet.time("a", hour(1)).time("b", hour(1)).time("c", hour(1));
        assertThat(fleet.lines()).hasSize(3);
    }

    @Test
    void whose_news_comes_first_changes_nothing() {
        var drafts = new ArrayList<Incident>();
        for (int i = 1; i <= 5; i++) {
            drafts.add(pending("c" + i, "web", minute(i)).began(second(100 - i)).opens());
            drafts.add(
                    pending("c1", "more-" + i, minute(i)).began(second(50 - i)).opens());
        }
        var clusters = IntStream.rangeClosed(1, 5).mapToObj(i -> "c" + i).toList();
        var random = new Random(7);
        var seen = new ArrayList<List<String>>();
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(drafts, random);
            var other = new Fleet().hears(drafts.toArray(Incident[]::new));
            clusters.forEach(cluster -> other.time(cluster, minute(9)));
            seen.add(other.memory.incidents.values().stream()
                    .filter(incident -> incident.scope() != Scope.WORKLOAD)
                    .map(incident -> incident.id() + " " + incident.openedAt())
                    .sorted()
                    .toList());
        }
        assertThat(seen).allMatch(ids -> ids.size() == 2 && ids.equals(seen.get(0)));
    }

    @Test
    void what_a_task_takes_over_it_goes_on_with() {
        threeOf("prod").lines();
        var other = new FleetCorrelator(RuleBook.DEFAULTS, Causes.FEW, fleet.memory);
        for (var child : List.of(
                pending("prod", "web", minute(1)),
                pending("prod", "cart", minute(2)),
                pending("prod", "mail", minute(3)))) {
            fleet.told.addAll(other.revised(child.isResolved(minute(20)), null));
        }
        assertThat(fleet.lines()).last().isEqualTo("CLUSTER prod PENDING r2 RESOLVED");
    }
}
