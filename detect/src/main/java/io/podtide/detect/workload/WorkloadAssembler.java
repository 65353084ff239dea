package io.podtide.detect.workload;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.rule.Ruling;
import io.podtide.detect.state.Step;
import io.podtide.detect.state.Timeline;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import io.podtide.detect.symptom.WellChange;
import io.podtide.detect.workload.Life.Holding;
import io.podtide.detect.workload.Life.Over;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** The second stage, {@code assemble-incidents}: makes the symptoms of a workload's pods into incidents, one a kind. */
public final class WorkloadAssembler {

    private final RuleBook rules;
    private final IncidentSteps steps;
    private final SymptomSteps symptoms;
    private final Timeline<WorkloadTrack, Incident> timeline;

    public WorkloadAssembler(RuleBook rules, CauseCatalogue catalogue) {
        this.rules = rules;
        this.steps = new IncidentSteps(catalogue);
        this.symptoms = new SymptomSteps(steps);
        this.timeline = new Timeline<>(this::deadline, this::due);
    }

    /** A pod of the workload shows something else than before. */
    public Step<WorkloadTrack, Incident> symptom(WorkloadTrack track, SymptomChange change) {
        return change.symptom() == Symptom.WELL
                ? well(track, WellChange.of(change))
                : timeline.until(track, change.seenAt()).then(current -> take(current, change));
    }

    /** A pod of the workload has become well, or such a pod goes. */
    public Step<WorkloadTrack, Incident> well(WorkloadTrack track, WellChange change) {
        return timeline.until(track, change.seenAt()).then(current -> symptoms.well(current, change, rules));
    }

    /** The time of the workload's cluster has come to {@code now}. */
    public Step<WorkloadTrack, Incident> time(WorkloadTrack track, Instant now) {
        return timeline.until(track, now);
    }

    /** Tells all that is new of its incidents now, urgent or not. */
    public Step<WorkloadTrack, Incident> tell(WorkloadTrack track, Instant at) {
        Step<WorkloadTrack, Incident> step = Step.to(track);
        for (var kind : track.incidents().keySet()) {
            step = step.then(current -> current.open(kind)
                    .map(i -> steps.tell(current, kind, i, at))
                    .orElse(Step.to(current)));
        }
        return step;
    }

    /** Nobody hears of the workload's cluster any more, or somebody does again. */
    public Step<WorkloadTrack, Incident> silence(WorkloadTrack track, boolean silent, Instant at) {
        Step<WorkloadTrack, Incident> step = Step.to(track);
        for (var kind : track.incidents().keySet()) {
            step = step.then(current -> {
                var incident = current.incidents().get(kind);
                return incident == null || incident.silent() == silent
                        ? Step.to(current)
                        : steps.tell(current, kind, incident.silent(silent), at);
            });
        }
        return step;
    }

    /** When this workload wants to be asked again; empty if only news can change it. */
    public Optional<Instant> deadline(WorkloadTrack track) {
        return track.deadline();
    }

    private Step<WorkloadTrack, Incident> take(WorkloadTrack track, SymptomChange change) {
        Ruling ruling = rules.forWorkload(change.workload(), change.labels());
        return switch (change.symptom()) {
            case WELL -> throw new IllegalArgumentException("no failure: " + change.symptom());
            case RESTARTS -> symptoms.counted(track, change, Kind.RESTART_LOOP, ruling);
            case OOM_KILLS ->
                change.pod().isPod() // not a node, whose pods' kills are told by themselves
                        ? symptoms.counted(track, change, Kind.OOM, ruling)
                        : Step.to(track);
            case EVICTED -> symptoms.counted(track, change, Kind.EVICTED, ruling);
            case POD_FAILED ->
                change.change() == Change.OCCURRED
                        ? symptoms.counted(track, change, Kind.POD_FAILED, ruling)
                        : symptoms.lasting(track, change, Kind.POD_FAILED, ruling);
            case PENDING -> symptoms.lasting(track, change, Kind.PENDING, ruling);
            case TERMINATING -> symptoms.lasting(track, change, Kind.TERMINATING, ruling);
            case NOT_READY -> symptoms.lasting(track, change, Kind.NOT_READY, ruling);
            case NODE_LOST -> symptoms.lasting(track, change, Kind.NODE_LOST, ruling);
            case CREATE_BLOCKED -> symptoms.lasting(track, change, Kind.CREATE_BLOCKED, ruling);
        };
    }

    private Step<WorkloadTrack, Incident> due(WorkloadTrack track, Instant now) {
        if (track.forgetsRun(now)) {
            return Step.to(track.ranWell(null));
        }
        var due = track.incidents().entrySet().stream()
                .filter(e ->
                        e.getValue().deadline().filter(at -> !at.isAfter(now)).isPresent())
                .min(Comparator.comparing(e -> e.getKey()));
        if (due.isEmpty()) {
            return Step.to(track.withoutStrikes());
        }
        var kind = due.get().getKey();
        var incident = due.get().getValue();
        if (incident.life() instanceof Holding holding && !holding.until().isAfter(now)) {
            return steps.resolve(track, kind, incident, now, rules.forWorkload(track.workload(), incident.labels()));
        }
        if (incident.life() instanceof Over over && !over.until().isAfter(now)) {
            return Step.to(track.forgetting(kind, incident.told().updatedAt()));
        }
        return steps.tell(track, kind, incident, now);
    }
}
