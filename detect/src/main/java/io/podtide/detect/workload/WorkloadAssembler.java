package io.podtide.detect.workload;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Resolution;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.rule.Ruling;
import io.podtide.detect.state.Step;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import io.podtide.detect.workload.Life.Holding;
import io.podtide.detect.workload.Life.Ongoing;
import io.podtide.detect.workload.Life.Over;
import io.podtide.detect.workload.Member.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The second stage, {@code assemble-incidents}: makes the symptoms of a workload's pods into incidents, one a kind. Whatever
 * comes, what was due before it is dealt with first, so that the outcome does not depend on how often time is told.
 */
public final class WorkloadAssembler {

    /** Changes that are not urgent are told together, this long after the first of them. */
    private static final Duration SETTLE = Duration.ofSeconds(30);

    private final RuleBook rules;
    private final IncidentWriter writer;

    public WorkloadAssembler(RuleBook rules, CauseCatalogue catalogue) {
        this.rules = rules;
        this.writer = new IncidentWriter(catalogue);
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
                        : told(current, kind, incident.silent(silent), at);
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
            return settled(track, change, kind, ruling);
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
            return join(counted, kind, incident.get(), change);
        }
        var verdict = kind == Kind.OOM
                ? OomRule.met(counted.kills(), strike, ruling)
                : RestartLoopRule.met(counted.restarts(), counted.daily(), strike, ruling);
        return verdict.isPresent() && ruling.watches(kind)
                ? open(counted, kind, change, verdict.get())
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
            case SUSPECTED -> incident.map(i -> suspect(track, kind, i, change)).orElse(Step.to(track));
            case ONSET, CHANGED, OCCURRED ->
                incident.isPresent()
                        ? join(track, kind, incident.get(), change)
                        : change.change() == Change.ONSET
                                ? open(track, kind, change, new Verdict(List.of(), change.rule(), Duration.ZERO))
                                : Step.to(track);
            case RECOVERED, GONE -> settled(track, change, kind, ruling);
        };
    }

    private Step<WorkloadTrack, Incident> open(WorkloadTrack track, Kind kind, SymptomChange change, Verdict verdict) {
        var members = Members.NONE;
        var startedAt = change.since();
        for (var strike : verdict.strikes()) {
            members = members.failing(
                    strike.pod(), strike.since(), change.diagnosis().cause());
            startedAt = strike.since().isBefore(startedAt) ? strike.since() : startedAt;
        }
        members =
                members.failing(change.pod(), change.since(), change.diagnosis().cause());
        long occurrences =
                change.change() == Change.OCCURRED ? Math.max(verdict.strikes().size(), change.count()) : 0;
        var before = track.incident(kind).map(IncidentTrack::told);
        var told = before.isPresent()
                ? before.get()
                : IncidentWriter.conceived(track.workload(), kind, startedAt, change.at(), verdict.rule());
        var opened = new IncidentTrack(
                told,
                new Ongoing(),
                members,
                Findings.NONE.with(change.diagnosis()),
                change.container(),
                change.image(),
                change.labels(),
                occurrences + before.map(Incident::occurrences).orElse(0L),
                change.at(),
                verdict.quiet(),
                trend(track, kind, change),
                null,
                false);
        int reopened = before.map(b -> b.reopened() + 1).orElse(0);
        var revision = writer.next(opened, change.at(), null, reopened);
        return Step.to(track.with(kind, opened.told(revision)), revision);
    }

    private Step<WorkloadTrack, Incident> join(
            WorkloadTrack track, Kind kind, IncidentTrack incident, SymptomChange change) {
        var members = incident.members()
                .failing(change.pod(), change.since(), change.diagnosis().cause());
        var next = incident.with(members)
                .with(incident.findings().with(change.diagnosis()))
                .with(new Ongoing());
        var struck = next.struck(change.count(), change.at(), trend(track, kind, change));
        return Step.to(track.with(kind, soon(struck, change.at())));
    }

    private Step<WorkloadTrack, Incident> suspect(
            WorkloadTrack track, Kind kind, IncidentTrack incident, SymptomChange change) {
        var members = incident.members()
                .suspected(change.pod(), change.since(), change.diagnosis().cause());
        return Step.to(track.with(kind, incident.with(members).with(new Ongoing())));
    }

    private Step<WorkloadTrack, Incident> settled(WorkloadTrack track, SymptomChange change, Kind kind, Ruling ruling) {
        var incident = track.incident(kind).filter(i -> !i.life().over()).orElse(null);
        if (incident == null || !incident.members().contains(change.pod().uid())) {
            return Step.to(track);
        }
        var how = change.change() == Change.GONE ? Standing.GONE : Standing.RECOVERED;
        var next = incident.with(incident.members().over(change.pod().uid(), how));
        if (next.members().anyHoldsOpen() || next.life() instanceof Holding) {
            return Step.to(track.with(kind, next));
        }
        var calm = next.latest().plus(next.quiet());
        var from = calm.isAfter(change.at()) ? calm : change.at();
        return Step.to(track.with(kind, next.with(new Holding(from.plus(hold(next, ruling))))));
    }

    /** Doubles with every reopening, so that what flaps is told less and less often. */
    private static Duration hold(IncidentTrack incident, Ruling ruling) {
        var rule = ruling.rules().resolve();
        var hold = rule.hold().multipliedBy(1L << Math.min(20, incident.told().reopened()));
        return hold.compareTo(rule.holdMax()) < 0 ? hold : rule.holdMax();
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
            return resolve(track, kind, incident, now);
        }
        if (incident.life() instanceof Over over && !over.until().isAfter(now)) {
            return Step.to(track.with(kind, null));
        }
        return told(track, kind, incident, now);
    }

    private Step<WorkloadTrack, Incident> resolve(WorkloadTrack track, Kind kind, IncidentTrack incident, Instant now) {
        var ruling = rules.forWorkload(track.workload(), incident.labels());
        var over = incident.with(new Over(now.plus(ruling.rules().resolve().reopenWithin())));
        var resolution = incident.members().anyRecovered()
                ? Resolution.RECOVERED
                : track.well() > 0 ? Resolution.REPLACED : Resolution.DELETED;
        var revision = writer.next(over, now, resolution, incident.told().reopened());
        return Step.to(track.with(kind, over.told(revision)), revision);
    }

    /** Tells what has changed, if a reader would want to know. */
    private Step<WorkloadTrack, Incident> told(WorkloadTrack track, Kind kind, IncidentTrack incident, Instant at) {
        var told = incident.told();
        var revision = writer.next(incident, at, told.resolution(), told.reopened());
        return Notable.differs(told, revision) && !incident.life().over()
                ? Step.to(track.with(kind, incident.told(revision)), revision)
                : Step.to(track.with(kind, incident.tellAt(null)));
    }

    private IncidentTrack soon(IncidentTrack incident, Instant at) {
        if (incident.tellAt() != null) {
            return incident;
        }
        var told = incident.told();
        var draft = writer.next(incident, at, told.resolution(), told.reopened());
        return Notable.differs(told, draft) ? incident.tellAt(at.plus(SETTLE)) : incident;
    }

    private static @Nullable String trend(WorkloadTrack track, Kind kind, SymptomChange change) {
        if (kind != Kind.OOM || change.container() == null) {
            return null;
        }
        return MemoryTrend.of(track.kills().of(change.container()).toList())
                .map(MemoryTrend::words)
                .orElse(null);
    }
}
