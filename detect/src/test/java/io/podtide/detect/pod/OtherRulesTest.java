package io.podtide.detect.pod;

import static io.podtide.detect.scenario.APod.aPod;
import static io.podtide.detect.scenario.Times.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.rule.Match;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.rule.RuleOverride;
import io.podtide.detect.rule.Rules;
import io.podtide.detect.scenario.APod;
import io.podtide.detect.scenario.Causes;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rules that change while a pod is followed. */
class OtherRulesTest {

    private static final RuleBook NOTHING_OFF = RuleBook.DEFAULTS;
    private static final RuleBook ALL_OFF =
            new RuleBook(Rules.DEFAULTS, List.of(RuleOverride.off("off", Match.ALL, Set.of(Kind.values()))));

    @Test
    void a_pod_that_waits_is_judged_by_the_new_threshold() {
        var waiting = follow(NOTHING_OFF, unschedulable());
        var hasty = tracker(book(Duration.ofMinutes(2)));
        var told =
                hasty.time(hasty.ruled(waiting, minute(4)).state(), minute(4)).changes();
        assertThat(told)
                .extracting(SymptomChange::symptom, SymptomChange::change, SymptomChange::at, SymptomChange::since)
                .contains(tuple(Symptom.PENDING, Change.ONSET, minute(2), minute(0)));

        var patient = tracker(book(Duration.ofMinutes(50)));
        var later = patient.time(patient.ruled(waiting, minute(4)).state(), minute(49));
        assertThat(later.changes()).extracting(SymptomChange::change).containsExactly(Change.SUSPECTED);
        assertThat(patient.deadline(later.state())).contains(minute(50));
    }

    @Test
    void what_is_turned_off_before_its_rule_is_met_is_never_told() {
        var suspected = tracker(NOTHING_OFF)
                .time(follow(NOTHING_OFF, unschedulable()), minute(1))
                .state();
        var step = tracker(ALL_OFF).ruled(suspected, minute(4));
        assertThat(step.changes())
                .extracting(SymptomChange::change, SymptomChange::at)
                .containsExactly(tuple(Change.GONE, minute(4)));
        assertThat(tracker(ALL_OFF).time(step.state(), minute(500)).changes()).isEmpty();
        assertThat(tracker(ALL_OFF).deadline(step.state())).isEmpty();
    }

    @Test
    void what_has_been_told_stays_until_it_is_over() {
        var stuck = tracker(NOTHING_OFF)
                .time(follow(NOTHING_OFF, unschedulable()), minute(6))
                .state();
        assertThat(tracker(ALL_OFF).ruled(stuck, minute(7)).changes()).isEmpty();
        var starts = aPod("web-1")
                .boundTo("node-1", minute(8))
                .phase(Phase.RUNNING)
                .app(c -> c.runningSince(minute(8)))
                .ready(true, minute(8))
                .status(2, minute(8), Delivery.CHANGED);
        assertThat(tracker(ALL_OFF).status(stuck, starts).changes())
                .extracting(SymptomChange::symptom, SymptomChange::change)
                .contains(tuple(Symptom.PENDING, Change.RECOVERED));
    }

    @Test
    void a_failure_that_stands_is_found_when_its_kind_is_turned_on() {
        for (var pod : List.of(unschedulable(), unready(), leaving())) {
            var followed = follow(ALL_OFF, pod);
            assertThat(tracker(ALL_OFF).deadline(followed)).isEmpty();
            var tracker = tracker(NOTHING_OFF);
            var ruled = tracker.ruled(followed, minute(30)).state();
            assertThat(tracker.time(ruled, minute(30)).changes())
                    .extracting(SymptomChange::change)
                    .contains(Change.ONSET);
        }
    }

    @Test
    void the_same_rules_change_nothing() {
        for (var pod : List.of(unschedulable(), unready(), leaving())) {
            var followed = tracker(NOTHING_OFF)
                    .time(follow(NOTHING_OFF, pod), minute(1))
                    .state();
            var step = tracker(NOTHING_OFF).ruled(followed, minute(2));
            assertThat(step.changes()).isEmpty();
            assertThat(step.state()).isEqualTo(followed);
        }
    }

    private static PodTrack follow(RuleBook book, APod pod) {
        return tracker(book)
                .status(new PodTrack.Nothing(), pod.status(1, minute(0), Delivery.CHANGED))
                .state();
    }

    private static PodTracker tracker(RuleBook book) {
        return new PodTracker(book, Causes.FEW);
    }

    private static APod unschedulable() {
        return aPod("web-1").unschedulable("0/1 nodes are available: 1 Insufficient cpu.");
    }

    private static APod unready() {
        return aPod("web-1")
                .boundTo("node-1", minute(0))
                .phase(Phase.RUNNING)
                .app(c -> c.runningSince(minute(0)))
                .ready(false, minute(0));
    }

    private static APod leaving() {
        return aPod("web-1")
                .boundTo("node-1", minute(0))
                .phase(Phase.RUNNING)
                .app(c -> c.runningSince(minute(0)))
                .deletedAt(minute(0));
    }

    private static RuleBook book(Duration unschedulable) {
        var d = Rules.DEFAULTS;
        var p = d.pending();
        var pending =
                new Rules.Pending(p.configError(), p.image(), unschedulable, unschedulable, p.setup(), p.unattended());
        return new RuleBook(
                new Rules(
                        d.restartLoop(),
                        d.oom(),
                        pending,
                        d.terminating(),
                        d.notReady(),
                        d.evicted(),
                        d.podFailed(),
                        d.createBlocked(),
                        d.clusterSilent(),
                        d.resolve()),
                List.of());
    }
}
