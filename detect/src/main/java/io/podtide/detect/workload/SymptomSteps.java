package io.podtide.detect.workload;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.rule.Ruling;
import io.podtide.detect.state.Step;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import io.podtide.detect.symptom.WellChange;
import io.podtide.detect.workload.Member.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a symptom makes of a workload's incidents: which of them it opens, joins or ends. */
final class SymptomSteps {

    /** When a Job failed is told in whole seconds, and a moment later. */
    private static final Duration LATER = Duration.ofMinutes(1);

    private final IncidentSteps steps;

    SymptomSteps(IncidentSteps steps) {
        this.steps = steps;
    }

    /** Kinds whose rules count occurrences. */
    Step<WorkloadTrack, Incident> counted(WorkloadTrack track, SymptomChange change, Kind kind, Ruling ruling) {
        if (change.change() != Change.OCCURRED) {
            return over(track, change, kind, ruling);
        }
        if (kind == Kind.RESTART_LOOP && explainedByMemory(track, change)) {
            return Step.to(track);
        }
        var strike = new Strike(
                change.at(),
                change.pod(),
                change.container() == null ? "" : change.container(),
                change.since(),
                change.lifetime(),
                change.diagnosis().cause().equals("NODE_REBOOTED"),
                Standing.FAILING);
        var counted = kind == Kind.RESTART_LOOP
                ? track.restarted(strike, change.count(), change.diagnosis())
                : track.struck(kind, strike, change.diagnosis());
        var home = Family.home(counted, kind, change.pod());
        var incident = counted.open(home);
        if (incident.isPresent()) {
            return steps.join(counted, home, incident.get(), change);
        }
        var verdict = met(counted, kind, strike, ruling);
        return verdict.isPresent() && ruling.watches(kind)
                ? steps.open(counted, kind, change, verdict.get())
                : Step.to(counted);
    }

    /** A strike that is told late may meet the rule together with those after it. */
    private static Optional<Verdict> met(WorkloadTrack track, Kind kind, Strike told, Ruling ruling) {
        return track.strikes(kind).inOrder().stream()
                .filter(s -> !s.at().isBefore(told.at()))
                .flatMap(newest -> CountRule.met(track, kind, newest, ruling).stream())
                .findFirst();
    }

    /** Restarts that follow out-of-memory kills of the same container are part of that failure. */
    private static boolean explainedByMemory(WorkloadTrack track, SymptomChange change) {
        return change.memoryKill()
                || track.open(Kind.OOM)
                        .filter(oom -> oom.members().contains(change.pod().uid()))
                        .filter(oom -> change.container() == null || isKilled(change.container(), oom, track))
                        .isPresent();
    }

    private static boolean isKilled(String container, IncidentTrack oom, WorkloadTrack track) {
        return container.equals(oom.container())
                || track.strikes(Kind.OOM).of(container).findAny().isPresent();
    }

    /** A pod that was started again and again and does not become ready has not got over that. */
    private static boolean isPartOfAnother(WorkloadTrack track, SymptomChange change) {
        boolean begins = change.change() == Change.ONSET || change.change() == Change.SUSPECTED;
        return begins
                && Stream.of(Kind.RESTART_LOOP, Kind.OOM)
                        .flatMap(kind -> track.open(kind).stream())
                        .anyMatch(other ->
                                other.members().holding().contains(change.pod().uid()));
    }

    /** Kinds that last: the pod's own detector has applied the rule. */
    Step<WorkloadTrack, Incident> lasting(WorkloadTrack track, SymptomChange change, Kind kind, Ruling ruling) {
        if ((kind == Kind.NOT_READY && isPartOfAnother(track, change)) || hasRunWellSince(track, change, kind)) {
            return Step.to(track);
        }
        var home = Family.home(track, kind, change.pod());
        var incident = track.open(home);
        return switch (change.change()) {
            case SUSPECTED ->
                incident.map(i -> steps.suspect(track, home, i, change)).orElse(Step.to(track));
            case ONSET, CHANGED, OCCURRED -> {
                var news = kind == Kind.POD_FAILED ? Family.explained(change, track) : change;
                if (incident.isPresent()) {
                    yield steps.join(track, home, incident.get(), news);
                }
                yield news.change() == Change.ONSET
                        ? steps.open(track, kind, news, new Verdict(List.of(), news.rule(), Duration.ZERO))
                        : Step.to(track);
            }
            case RECOVERED, GONE -> over(track, change, kind, ruling);
        };
    }

    /** A pod of the workload has become well, or such a pod goes. */
    Step<WorkloadTrack, Incident> well(WorkloadTrack track, WellChange change, RuleBook rules) {
        if (change.gone()) {
            return Step.to(track.withWell(-1));
        }
        var counted = track.withWell(1);
        // made after the last failure to make one, so its controller, or the one that has taken its place, is at work
        // again
        return counted.open(Kind.CREATE_BLOCKED)
                .filter(blocked -> change.since().isAfter(blocked.latest()))
                .map(blocked -> steps.settleStandIns(
                        counted,
                        change.at(),
                        Kind.CREATE_BLOCKED,
                        Standing.RECOVERED,
                        rules.forWorkload(track.workload(), blocked.labels())))
                .orElse(Step.to(counted));
    }

    /** A pod is well again or gone; a Job that is through ends what Jobs of its workload before it have failed in. */
    private Step<WorkloadTrack, Incident> over(WorkloadTrack track, SymptomChange change, Kind kind, Ruling ruling) {
        var how = change.change() == Change.GONE ? Standing.GONE : Standing.RECOVERED;
        if (!change.pod().isPod() && hasFailedSince(track, change, kind)) {
            return Step.to(track);
        }
        if (kind == Kind.NODE_LOST && !change.pod().isPod()) {
            return steps.settleAll(track, change.at(), kind, how, ruling);
        }
        boolean run = kind == Kind.POD_FAILED
                && how == Standing.RECOVERED
                && !change.pod().isPod();
        boolean late = run && change.since().plus(LATER).isBefore(change.at());
        Step<WorkloadTrack, Incident> step = Step.to(late ? track.ranWell(change.since()) : track);
        for (var each : Family.of(kind, change.pod())) {
            step = step.then(current -> run
                    ? steps.settleStandIns(current, change.at(), each, how, ruling)
                    : steps.settle(current, change.pod().uid(), change.at(), each, how, ruling));
        }
        return step;
    }

    /** A Job of a CronJob has failed, but a later one is through, and was heard of first: each Job is followed by itself. */
    private static boolean hasRunWellSince(WorkloadTrack track, SymptomChange change, Kind kind) {
        var ranWellAt = track.ranWellAt();
        return kind == Kind.POD_FAILED
                && change.change() == Change.ONSET
                && !change.pod().isPod()
                && ranWellAt != null
                && !change.since().isAfter(ranWellAt.plus(LATER));
    }

    /** A Job of a CronJob is forgotten or through, but a later one has failed. */
    private static boolean hasFailedSince(WorkloadTrack track, SymptomChange change, Kind kind) {
        return kind == Kind.POD_FAILED
                && Family.of(kind, change.pod()).stream()
                        .flatMap(k -> track.open(k).stream())
                        .anyMatch(i -> i.latest().isAfter(change.since().plus(LATER)));
    }
}
