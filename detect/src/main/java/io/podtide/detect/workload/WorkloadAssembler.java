package io.podtide.detect.workload;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.rule.Ruling;
import io.podtide.detect.state.Step;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import io.podtide.detect.workload.Life.Holding;
import io.podtide.detect.workload.Life.Over;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The second stage, {@code assemble-incidents}: makes the symptoms of a workload's pods into incidents, one a kind. Whatever
 * comes, what was due before it is dealt with first, so that the outcome does not depend on how often time is told.
 */
public final class WorkloadAssembler {

    private final RuleBook rules;
    private final IncidentSteps steps;

    public WorkloadAssembler(RuleBook rules, CauseCatalogue catalogue) {
        this.rules = rules;
        this.steps = new IncidentSteps(catalogue);
    }

    /** A pod of the workload shows something else than before. */
    public Step<WorkloadTrack, Incident> symptom(WorkloadTrack track, SymptomChange change) {
        return due(track, change.at()).then(current -> take(current, change));
    }

    /** The time of the workload's cluster has come to {@code now}. */
    public Step<WorkloadTrack, Incident> time(WorkloadTrack track, Instant now) {
        return due(track, now);
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
        var ruling = rules.forWorkload(change.workload(), change.labels());
        return switch (change.symptom()) {
            case WELL -> Step.to(track.withWell(change.change() == Change.ONSET ? 1 : -1));
            case RESTARTS -> counted(track, change, Kind.RESTART_LOOP, ruling);
            case OOM_KILLS -> counted(track, change, Kind.OOM, ruling);
            case PENDING -> lasting(track, change, Kind.PENDING, ruling);
            case TERMINATING -> lasting(track, change, Kind.TERMINATING, ruling);
        };
    }

    /** Kinds whose rules count occurrences. */
    private Step<WorkloadTrack, Incident> counted(WorkloadTrack track, SymptomChange change, Kind kind, Ruling ruling) {
        if (change.change() != Change.OCCURRED) {
            return steps.settle(track, change, kind, ruling);
        }
        if (kind == Kind.RESTART_LOOP && explainedByMemory(track, change)) {
            return Step.to(track);
        }
        var strike = new Strike(
                change.at(),
                change.pod(),
                change.container() == null ? "" : change.container(),
                change.since(),
                change.lifetime());
        var counted = kind == Kind.OOM ? track.withKill(strike) : track.withRestart(strike, change.count());
        var incident = counted.incident(kind).filter(i -> !i.life().over());
        if (incident.isPresent()) {
            return steps.join(counted, kind, incident.get(), change);
        }
        var verdict = kind == Kind.OOM
                ? OomRule.met(counted.kills(), strike, ruling)
                : RestartLoopRule.met(counted.restarts(), counted.daily(), strike, ruling);
        return verdict.isPresent() && ruling.watches(kind)
                ? steps.open(counted, kind, change, verdict.get())
                : Step.to(counted);
    }

    /** Restarts that follow out-of-memory kills are part of that failure. */
    private static boolean explainedByMemory(WorkloadTrack track, SymptomChange change) {
        return change.memoryKill()
                || track.incident(Kind.OOM)
                        .filter(oom -> !oom.life().over())
                        .filter(oom -> oom.members().contains(change.pod().uid()))
                        .isPresent();
    }

    /** Kinds that last: the pod's own detector has applied the rule. */
    private Step<WorkloadTrack, Incident> lasting(WorkloadTrack track, SymptomChange change, Kind kind, Ruling ruling) {
        var incident = track.incident(kind).filter(i -> !i.life().over());
        return switch (change.change()) {
            case SUSPECTED ->
                incident.map(i -> steps.suspect(track, kind, i, change)).orElse(Step.to(track));
            case ONSET, CHANGED, OCCURRED ->
                incident.isPresent()
                        ? steps.join(track, kind, incident.get(), change)
                        : change.change() == Change.ONSET
                                ? steps.open(track, kind, change, new Verdict(List.of(), change.rule(), Duration.ZERO))
                                : Step.to(track);
            case RECOVERED, GONE -> steps.settle(track, change, kind, ruling);
        };
    }

    /** Deals with all that is due, in the order of time. */
    private Step<WorkloadTrack, Incident> due(WorkloadTrack track, Instant now) {
        var next = track.deadline().filter(at -> !at.isAfter(now));
        return next.isEmpty() ? Step.to(track) : at(track, next.get()).then(then -> due(then, now));
    }

    private Step<WorkloadTrack, Incident> at(WorkloadTrack track, Instant now) {
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
