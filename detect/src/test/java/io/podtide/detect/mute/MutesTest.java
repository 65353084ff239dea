package io.podtide.detect.mute;

import static io.podtide.detect.scenario.APod.aPod;
import static io.podtide.detect.scenario.Revision.changed;
import static io.podtide.detect.scenario.Revision.opened;
import static io.podtide.detect.scenario.Scenario.given;
import static io.podtide.detect.scenario.Times.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Muted;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.rule.Glob;
import io.podtide.detect.rule.Match;
import io.podtide.detect.rule.Mute;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.rule.Rules;
import io.podtide.detect.scenario.Scenario;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MutesTest {

    private static final Muted UNTIL_TEN = new Muted(minute(10), "platform", "load tests");

    @Test
    void a_muted_incident_opens_and_says_so_and_is_told_again_when_the_mute_has_ended() {
        var story = pending(muted("shop", minute(10))).at(minute(30));
        assertThat(story.revisions())
                .extracting(Incident::revision, Incident::state, Incident::updatedAt, Incident::mute)
                .containsExactly(tuple(1, State.OPEN, minute(5), UNTIL_TEN), tuple(2, State.OPEN, minute(10), null));
        assertThat(story.newest().startedAt()).isEqualTo(minute(0));
        assertThat(story.newest().openedAt()).isEqualTo(minute(5));
        story.expect(opened(Kind.PENDING).at(minute(5)), changed(Kind.PENDING).at(minute(10)));
    }

    @Test
    void one_that_is_over_before_the_mute_ends_is_never_told_without_it() {
        var story = pending(muted("shop", minute(60))).at(minute(6)).starts().at(minute(120));
        assertThat(story.revisions())
                .extracting(Incident::state, i -> i.mute() != null)
                .containsExactly(tuple(State.OPEN, true), tuple(State.RESOLVED, true));
    }

    @Test
    void one_that_opens_after_the_mute_is_told_as_ever() {
        assertThat(pending(muted("shop", minute(4))).at(minute(9)).revisions())
                .extracting(Incident::mute)
                .containsOnlyNulls()
                .hasSize(1);
    }

    @Test
    void others_are_not_muted() {
        assertThat(pending(muted("lab", minute(60))).at(minute(9)).revisions())
                .extracting(Incident::mute)
                .containsOnlyNulls()
                .hasSize(1);
    }

    @Test
    void that_of_a_node_goes_on_to_be_numbered_after_the_mute_has_ended() {
        var story = given(muted("*", minute(10)));
        for (var pod : List.of("web-1", "cart-1", "mail-1")) {
            story.pod(aPod(pod).on("node-1")).starts();
        }
        for (var pod : List.of("web-1", "cart-1", "mail-1")) {
            story.pod(pod).at(minute(5)).isOomKilled();
        }
        story.at(minute(60));
        assertThat(story.revisions())
                .filteredOn(i -> i.scope() == Scope.NODE)
                .extracting(Incident::revision, Incident::state, i -> i.mute() != null)
                .containsExactly(
                        tuple(1, State.OPEN, true), tuple(2, State.OPEN, false), tuple(3, State.RESOLVED, false));
    }

    private static Scenario pending(RuleBook rules) {
        return given(rules)
                .pod(aPod("web-1").unschedulable("0/1 nodes are available: 1 Insufficient cpu."))
                .shows(pod -> pod);
    }

    private static RuleBook muted(String namespace, Instant until) {
        var match = new Match(Glob.ANY, new Glob(namespace), Glob.ANY, Map.of());
        return new RuleBook(Rules.DEFAULTS, List.of(), List.of(new Mute(match, until, "platform", "load tests")));
    }
}
