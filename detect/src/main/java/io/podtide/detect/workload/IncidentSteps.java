package io.podtide.detect.workload;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Resolution;
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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The steps in the life of a workload's incident: pods join it and leave it, and what is new of it is told. */
final class IncidentSteps {

    /** Changes that are not urgent are told together, this long after the first of them. */
    private static final Duration SETTLE = Duration.ofSeconds(30);

    private final IncidentWriter writer;

    IncidentSteps(CauseCatalogue catalogue) {
        this.writer = new IncidentWriter(catalogue);
    }

    /** The rule is met: a new incident, or the one of before again. */
    Step<WorkloadTrack, Incident> open(WorkloadTrack track, Kind kind, SymptomChange change, Verdict verdict) {
        var before = track.incident(kind).map(IncidentTrack::told);
        var cause = change.diagnosis().cause();
        var members = Members.NONE;
        var startedAt = change.since();
        for (var strike : verdict.strikes()) {
            startedAt = strike.since().isBefore(startedAt) ? strike.since() : startedAt;
        }
        var strikes = change.change() == Change.OCCURRED
                ? strikes(track.strikes(kind), verdict, startedAt)
                : List.<Strike>of();
        for (var strike : strikes) {
            members = members.struck(strike, cause);
        }
        members = members.failing(change.pod(), change.since(), cause);
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
                occurrences(change, strikes, before),
                change.at(),
                verdict.quiet(),
                trend(track, kind, change),
                null,
                false);
        int reopened = before.map(b -> b.reopened() + 1).orElse(0);
        var revision = writer.next(opened, change.at(), null, reopened);
        return Step.to(track.with(kind, opened.told(revision)), revision);
    }

    /**
     * Those that met the rule, and all that has struck the workload's pods since it began to fail: what strikes any of them from
     * now on counts as well. A pod that was started again with its node does not fail.
     */
    private static List<Strike> strikes(Strikes known, Verdict verdict, Instant startedAt) {
        return known.inOrder().stream()
                .filter(s -> verdict.strikes().contains(s) || (!s.at().isBefore(startedAt) && !s.reboot()))
                .toList();
    }

    /** Strikes of before the resolution met the rule, but have been counted. */
    private static long occurrences(SymptomChange change, List<Strike> strikes, Optional<Incident> before) {
        if (change.change() != Change.OCCURRED) {
            return before.map(Incident::occurrences).orElse(0L);
        }
        long news = strikes.stream()
                .filter(s -> before.map(Incident::updatedAt)
                        .filter(resolved -> !s.at().isAfter(resolved))
                        .isEmpty())
                .count();
        return before.map(Incident::occurrences).orElse(0L) + Math.max(1, news) - 1 + change.count();
    }

    /** A pod fails in the way of an open incident. */
    Step<WorkloadTrack, Incident> join(WorkloadTrack track, Kind kind, IncidentTrack incident, SymptomChange change) {
        var members = incident.members()
                .failing(change.pod(), change.since(), change.diagnosis().cause());
        var next = incident.with(members)
                .with(incident.findings().with(change.diagnosis()))
                .with(new Ongoing());
        var trend = change.pod().isPod() ? trend(track, kind, change) : incident.trend();
        var struck = next.struck(change.count(), change.at(), trend);
        return Step.to(track.with(kind, soon(struck, change.at())));
    }

    /** A pod may fail in the way of an open incident. */
    Step<WorkloadTrack, Incident> suspect(
            WorkloadTrack track, Kind kind, IncidentTrack incident, SymptomChange change) {
        var members = incident.members()
                .suspected(change.pod(), change.since(), change.diagnosis().cause());
        return Step.to(track.with(kind, incident.with(members).with(new Ongoing())));
    }

    /** A pod, or what stands in for one, is well again, or gone. */
    Step<WorkloadTrack, Incident> settle(
            WorkloadTrack before, String uid, Instant at, Kind kind, Standing how, Ruling ruling) {
        var track = before.withOver(kind, uid, how);
        var incident = track.open(kind).orElse(null);
        if (incident == null || !incident.members().contains(uid)) {
            return Step.to(track);
        }
        var next = incident.with(incident.members().over(uid, how));
        if (next.members().anyHoldsOpen() || next.life() instanceof Holding) {
            return Step.to(track.with(kind, next));
        }
        // a slow loop goes on in pods that take each other's place; what fills the memory of a pod goes with it
        var calm = kind == Kind.OOM && how == Standing.GONE ? at : next.latest().plus(next.quiet());
        var from = calm.isAfter(at) ? calm : at;
        return Step.to(track.with(kind, next.with(new Holding(from.plus(hold(next, ruling))))));
    }

    /** All that stands in for pods is well again, or gone. */
    Step<WorkloadTrack, Incident> settleStandIns(
            WorkloadTrack track, Instant at, Kind kind, Standing how, Ruling ruling) {
        return settle(
                track, track.open(kind).map(i -> i.members().standIns()).orElse(List.of()), at, kind, how, ruling);
    }

    /** All of its members are well again, or gone. */
    Step<WorkloadTrack, Incident> settleAll(WorkloadTrack track, Instant at, Kind kind, Standing how, Ruling ruling) {
        return settle(track, track.open(kind).map(i -> i.members().holding()).orElse(List.of()), at, kind, how, ruling);
    }

    private Step<WorkloadTrack, Incident> settle(
            WorkloadTrack track, List<String> uids, Instant at, Kind kind, Standing how, Ruling ruling) {
        Step<WorkloadTrack, Incident> step = Step.to(track);
        for (var uid : uids) {
            step = step.then(current -> settle(current, uid, at, kind, how, ruling));
        }
        return step;
    }

    /** The hold has passed. */
    Step<WorkloadTrack, Incident> resolve(
            WorkloadTrack track, Kind kind, IncidentTrack incident, Instant now, Ruling ruling) {
        var over = incident.with(new Over(now.plus(ruling.rules().resolve().reopenWithin())));
        var resolution = incident.members().anyRecovered()
                ? Resolution.RECOVERED
                : track.well() > 0 || failsOtherwise(track, kind) ? Resolution.REPLACED : Resolution.DELETED;
        var revision = writer.next(over, now, resolution, incident.told().reopened());
        return Step.to(track.resolved(kind, over.told(revision)), revision);
    }

    /** It has pods still, or is to have some, that fail in another way. */
    private static boolean failsOtherwise(WorkloadTrack track, Kind kind) {
        return track.incidents().keySet().stream()
                .filter(other -> other != kind)
                .flatMap(other -> track.open(other).stream())
                .anyMatch(incident -> incident.members().anyHoldsOpen());
    }

    /** Tells what has changed, if a reader would want to know. */
    Step<WorkloadTrack, Incident> tell(WorkloadTrack track, Kind kind, IncidentTrack incident, Instant at) {
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

    /** Doubles with every reopening, so that what flaps is told less and less often. */
    private static Duration hold(IncidentTrack incident, Ruling ruling) {
        var rule = ruling.rules().resolve();
        var hold = rule.hold().multipliedBy(1L << Math.min(20, incident.told().reopened()));
        return hold.compareTo(rule.holdMax()) < 0 ? hold : rule.holdMax();
    }

    private static @Nullable String trend(WorkloadTrack track, Kind kind, SymptomChange change) {
        if (kind != Kind.OOM || change.container() == null) {
            return null;
        }
        return MemoryTrend.of(track.strikes(kind).of(change.container()).toList())
                .map(MemoryTrend::words)
                .orElse(null);
    }
}
