package io.podtide.detect.workload;

import static io.podtide.detect.scenario.APod.aPod;
import static io.podtide.detect.scenario.Times.hours;
import static io.podtide.detect.scenario.Times.minute;
import static io.podtide.detect.scenario.Times.minutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.state.Step;
import io.podtide.detect.symptom.PodRef;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SilenceTest {

    private final WorkloadAssembler assembler = new WorkloadAssembler(RuleBook.DEFAULTS, CauseCatalogue.EMPTY);

    @Test
    void what_is_open_in_a_silent_cluster_is_unknown() {
        assertThat(silence(open(), true, 10).changes())
                .extracting(Incident::state, Incident::revision, Incident::updatedAt)
                .containsExactly(tuple(State.UNKNOWN, 2, minute(10)));
    }

    @Test
    void and_open_again_when_somebody_hears_of_it() {
        var silent = silence(open(), true, 10).state();
        assertThat(silence(silent, false, 20).changes())
                .extracting(Incident::state)
                .containsExactly(State.OPEN);
    }

    @Test
    void to_say_it_again_changes_nothing() {
        var silent = silence(open(), true, 10).state();
        assertThat(silence(silent, true, 11)).isEqualTo(Step.to(silent));
        assertThat(silence(open(), false, 11)).isEqualTo(Step.to(open()));
    }

    @Test
    void what_is_resolved_stays_resolved() {
        var resolved = resolvedAt(minute(15));
        assertThat(resolved.incidents().values())
                .extracting(i -> i.told().state())
                .containsExactly(State.RESOLVED);
        assertThat(silence(resolved, true, 20).changes()).isEmpty();
    }

    @Test
    void a_workload_without_incidents_has_nothing_to_say() {
        var track = WorkloadTrack.of(aPod("web-1").belongsTo());
        assertThat(silence(track, true, 1)).isEqualTo(Step.to(track));
    }

    @Test
    void when_it_is_back_the_incident_is_resolved_as_ever() {
        var silent = silence(open(), true, 8).state();
        var back = silence(silent, false, 20).state();
        var recovered = assembler.symptom(back, change(Change.RECOVERED, minute(21)));
        assertThat(assembler.time(recovered.state(), minute(26)).changes())
                .extracting(Incident::state)
                .containsExactly(State.RESOLVED);
    }

    @Test
    void a_track_is_empty_when_its_incident_can_no_longer_be_reopened() {
        var resolved = resolvedAt(minute(15));
        assertThat(assembler.deadline(resolved)).contains(minute(15).plus(hours(2)));
        var forgotten = assembler.time(resolved, minute(15).plus(hours(2)));
        assertThat(forgotten.changes()).isEmpty();
        assertThat(forgotten.state().empty()).isTrue();
        assertThat(assembler.deadline(forgotten.state())).isEmpty();
    }

    private WorkloadTrack resolvedAt(Instant time) {
        var recovered = assembler.symptom(open(), change(Change.RECOVERED, time.minus(minutes(5))));
        return assembler.time(recovered.state(), time).state();
    }

    private WorkloadTrack open() {
        var track = WorkloadTrack.of(aPod("web-1").belongsTo());
        return assembler.symptom(track, change(Change.ONSET, minute(5))).state();
    }

    private Step<WorkloadTrack, Incident> silence(WorkloadTrack track, boolean silent, int minute) {
        return assembler.silence(track, silent, minute(minute));
    }

    private static SymptomChange change(Change change, Instant at) {
        return new SymptomChange(
                aPod("web-1").belongsTo(),
                new PodRef("uid-web-1", "web-1", null),
                Symptom.PENDING,
                change,
                at,
                minute(0),
                null,
                null,
                0,
                null,
                false,
                Diagnosis.NONE,
                Map.of(),
                "pending 5m unschedulable");
    }
}
