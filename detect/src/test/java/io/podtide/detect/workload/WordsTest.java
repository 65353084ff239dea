package io.podtide.detect.workload;

import static io.podtide.detect.incident.Incident.Kind.OOM;
import static io.podtide.detect.incident.Incident.Kind.PENDING;
import static io.podtide.detect.incident.Incident.Kind.RESTART_LOOP;
import static io.podtide.detect.scenario.APod.aPod;
import static io.podtide.detect.scenario.Scenario.given;
import static io.podtide.detect.scenario.Times.hour;
import static io.podtide.detect.scenario.Times.minute;
import static io.podtide.detect.scenario.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.rule.Glob;
import io.podtide.detect.rule.Match;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.rule.RuleOverride;
import io.podtide.detect.rule.Rules;
import io.podtide.detect.scenario.APod;
import io.podtide.detect.scenario.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordsTest {

    private static final Match SHOP = new Match(Glob.ANY, new Glob("shop"), Glob.ANY, Map.of());

    @Test
    void a_loop_says_who_how_often_and_why_and_what_to_do() {
        var story = restarts(given());
        assertThat(story.newest().summary())
                .isEqualTo("Deployment shop/web restarts again and again (3 restarts in 2m, container app): "
                        + "the program ended with an error (exitCode 1)");
        assertThat(story.newest().remedy()).isEqualTo("kubectl logs -n shop web-1 -c app --previous");
        assertThat(story.newest().evidence())
                .extracting(e -> e.source() + " " + e.reason() + " " + e.message())
                .containsExactly("container app Error exit code 1");
    }

    @Test
    void when_it_is_over_it_says_how_and_after_how_long() {
        assertThat(restarts(given()).at(minute(18)).newest().summary())
                .isEqualTo("Deployment shop/web is well again after 17m of RESTART_LOOP: "
                        + "the program ended with an error (exitCode 1)");
        assertThat(restarts(given()).isGone().at(minute(8)).newest().summary())
                .startsWith("Deployment shop/web is gone after 7m of RESTART_LOOP");
        assertThat(restarts(given())
                        .isGone()
                        .pod("web-2")
                        .starts()
                        .at(minute(8))
                        .newest()
                        .summary())
                .startsWith("Deployment shop/web has had its failing pods replaced after 7m of RESTART_LOOP");
    }

    @Test
    void memory_kills_say_how_the_time_to_them_develops() {
        var story = given().pod("web-1").at(minute(0)).starts();
        for (int i = 1; i <= 3; i++) {
            story.at(minute(i * 10L)).isOomKilled();
        }
        story.at(minute(31));
        assertThat(story.newest().kind()).isEqualTo(OOM);
        assertThat(story.newest().cause()).isEqualTo("MEMORY_LEAK_SUSPECTED");
        assertThat(story.newest().causeDetail())
                .isEqualTo(Map.of(
                        "exitCode", "137",
                        "limit", "128Mi",
                        "ranFor", "10m",
                        "timeToOom", "steady: memory grows at the same rate each time"));
    }

    @Test
    void kills_in_the_same_second_are_not_said_to_take_time() {
        var story = given();
        for (int i = 1; i <= 2; i++) {
            story.pod("web-" + i).at(minute(1)).starts().at(minute(2)).isOomKilled();
        }
        assertThat(story.newest().summary())
                .startsWith("Deployment shop/web runs out of memory (2 OOM kills over 2 pods, container app): ");
    }

    @Test
    void a_pod_by_itself_was_evicted_and_has_none_that_was() {
        assertThat(evicted(aPod("web-1").of("Pod", "web-1"))).startsWith("Pod shop/web-1 was evicted by the kubelet: ");
        assertThat(evicted(aPod("web-1")))
                .startsWith("Deployment shop/web has 1 pod that was evicted by the kubelet: ");
    }

    private static String evicted(APod pod) {
        return given().pod(pod)
                .at(minute(1))
                .starts()
                .at(minute(5))
                .shows(p -> p.phase(Phase.FAILED, "Evicted").saying("The node was low on resource: memory."))
                .at(minute(6))
                .newest()
                .summary();
    }

    @Test
    void what_is_not_known_is_said_plainly() {
        var story = given().pod(aPod("web-1").boundTo("node-1", minute(0))).shows(pod -> pod);
        assertThat(story.at(minute(5)).newest().summary())
                .isEqualTo("Deployment shop/web has a pod that does not start, container app: the cause is not known");
    }

    @Test
    void an_override_is_named_with_the_rule_that_it_changed() {
        var patient = new RuleOverride(
                "override 1 (namespace=shop)", SHOP, Set.of("restart-loop.within"), rules -> rules, Optional.empty());
        var other = new RuleOverride(
                "override 2 (namespace=shop)", SHOP, Set.of("oom.kills"), rules -> rules, Optional.empty());
        var story = restarts(given(new RuleBook(Rules.DEFAULTS, List.of(patient, other))));
        assertThat(story.newest().rule()).isEqualTo("3 restarts in 10m (override 1 (namespace=shop))");
    }

    @Test
    void a_kind_that_is_off_is_not_looked_for_and_others_are() {
        var off = RuleOverride.off("override 1 (namespace=shop)", SHOP, Set.of(RESTART_LOOP));
        var story = restarts(given(new RuleBook(Rules.DEFAULTS, List.of(off))));
        assertThat(story.revisions()).isEmpty();
        story.pod(aPod("web-2").unschedulable("0/1 nodes are available: 1 Insufficient cpu."))
                .shows(pod -> pod)
                .at(minute(9));
        assertThat(story.revisions()).extracting(Incident::kind).containsExactly(PENDING);
    }

    private static Scenario restarts(Scenario story) {
        return story.pod("web-1")
                .at(minute(0))
                .starts()
                .at(minute(1))
                .restarts()
                .at(minute(2))
                .restarts()
                .at(minute(3))
                .restarts();
    }

    @Test
    void to_be_gone_is_no_getting_well() {
        var story = given().pod("web-1").at(minute(1)).starts().isAskedToGo(seconds(30));
        story.at(minute(20)).isGone().at(hour(1));
        assertThat(story.newest().summary()).startsWith("Deployment shop/web has no stuck pod left after ");
    }
}
