package io.podtide.detect.workload;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.observation.Workload;
import io.podtide.detect.state.Timeline;
import io.podtide.detect.workload.Member.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one workload.
 *
 * @param strikes what the kinds whose rules count are made of; restarts without those that follow memory kills
 * @param daily restarts a day
 * @param lastEnd why a container of it last ended: a Job that gives up does not say it
 * @param well how many of its pods are or were well and are not gone
 * @param ranWellAt when a Job of it was through that was heard of late: what failed before may be heard of later still; else null
 * @param incidents at most one a kind
 */
public record WorkloadTrack(
        Workload workload,
        Map<Kind, Strikes> strikes,
        DailyCounts daily,
        Diagnosis lastEnd,
        int well,
        @Nullable Instant ranWellAt,
        Map<Kind, IncidentTrack> incidents) {

    /** Strikes are forgotten when no rule looks back on them any more. */
    private static final Duration LOOKED_BACK_ON = Duration.ofDays(3);

    /** The API server keeps Events for an hour: what failed before is not heard of any more. */
    private static final Duration LISTED_FOR = Duration.ofHours(1);

    public WorkloadTrack {
        strikes = sorted(strikes);
        incidents = sorted(incidents);
    }

    /** One of which nothing is known. */
    public static WorkloadTrack of(Workload workload) {
        return new WorkloadTrack(workload, Map.of(), DailyCounts.NONE, Diagnosis.NONE, 0, null, Map.of());
    }

    Optional<IncidentTrack> incident(Kind kind) {
        return Optional.ofNullable(incidents.get(kind));
    }

    /** Image of the container that the incident of this kind is about; null where not known. */
    public @Nullable String image(Kind kind) {
        return incident(kind).map(IncidentTrack::image).orElse(null);
    }

    /** The incident of this kind, while it is not over. */
    Optional<IncidentTrack> open(Kind kind) {
        return incident(kind).filter(i -> !i.life().over());
    }

    /** What the rule of this kind counts. */
    Strikes strikes(Kind kind) {
        return strikes.getOrDefault(kind, Strikes.NONE);
    }

    WorkloadTrack with(Kind kind, @Nullable IncidentTrack incident) {
        var next = new EnumMap<Kind, IncidentTrack>(Kind.class);
        next.putAll(incidents);
        if (incident == null) {
            next.remove(kind);
        } else {
            next.put(kind, incident);
        }
        return new WorkloadTrack(workload, strikes, daily, lastEnd, well, ranWellAt, next);
    }

    /** A kill, an eviction or a rejection, and why; memory ends containers. */
    WorkloadTrack struck(Kind kind, Strike strike, Diagnosis why) {
        var struck = struck(kind, strike);
        return kind == Kind.OOM
                ? new WorkloadTrack(workload, struck.strikes, daily, why, well, ranWellAt, incidents)
                : struck;
    }

    private WorkloadTrack struck(Kind kind, Strike strike) {
        return but(kind, known -> known.with(strike));
    }

    /** A restart of a container, or {@code count} of them, and why it was restarted. */
    WorkloadTrack restarted(Strike strike, int count, Diagnosis why) {
        var struck = struck(Kind.RESTART_LOOP, strike);
        // a reboot restarts a pod of each DaemonSet, and who upgrades nodes reboots several a day
        var counts = strike.reboot() ? daily : daily.with(strike, count);
        return new WorkloadTrack(workload, struck.strikes, counts, why, well, ranWellAt, incidents);
    }

    /** The incident of this kind is over, and has told of the restarts that its days have had. */
    WorkloadTrack resolved(Kind kind, IncidentTrack over) {
        var counts = Family.holdsRestarts(kind) ? DailyCounts.NONE : daily;
        return new WorkloadTrack(workload, strikes, counts, lastEnd, well, ranWellAt, with(kind, over).incidents);
    }

    /** Strikes of the kind that an incident is made of, with a pod that is well again or gone. */
    WorkloadTrack withOver(Kind kind, String podUid, Standing how) {
        return strikes.containsKey(kind) ? but(kind, known -> known.over(podUid, how)) : this;
    }

    /** Without the incident of this kind, and without the strikes it was made of: what comes next is another failure. */
    WorkloadTrack forgetting(Kind kind, Instant resolvedAt) {
        var rest = with(kind, null);
        return strikes.containsKey(kind) ? rest.but(kind, known -> known.after(resolvedAt)) : rest;
    }

    WorkloadTrack withWell(int change) {
        return new WorkloadTrack(workload, strikes, daily, lastEnd, Math.max(0, well + change), ranWellAt, incidents);
    }

    /** A Job of it was through then, or is not remembered any more. */
    WorkloadTrack ranWell(@Nullable Instant at) {
        var newest = at != null && ranWellAt != null && ranWellAt.isAfter(at) ? ranWellAt : at;
        return new WorkloadTrack(workload, strikes, daily, lastEnd, well, newest, incidents);
    }

    private Optional<Instant> runForgotten() {
        return Optional.ofNullable(ranWellAt).map(at -> at.plus(LISTED_FOR));
    }

    /** That a Job of it was through matters no more. */
    boolean forgetsRun(Instant now) {
        return runForgotten().filter(at -> !at.isAfter(now)).isPresent();
    }

    /** When it wants to be asked again. */
    Optional<Instant> deadline() {
        if (incidents.isEmpty() && strikes.isEmpty() && ranWellAt == null) { // as with most workloads
            return Optional.empty();
        }
        Optional<Instant> next = runForgotten();
        for (var incident : incidents.values()) { // asked twice with every symptom
            next = Timeline.sooner(next, incident.deadline());
        }
        return next.isPresent() || strikes.isEmpty() ? next : Optional.of(forgettable());
    }

    private Instant forgettable() {
        return strikes.values().stream()
                .map(Strikes::newest)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH)
                .plus(LOOKED_BACK_ON);
    }

    /** Nothing of it matters any more: stores keep no record of it. */
    public boolean empty() {
        return incidents.isEmpty() && strikes.isEmpty() && ranWellAt == null && well == 0;
    }

    WorkloadTrack withoutStrikes() {
        return new WorkloadTrack(workload, Map.of(), DailyCounts.NONE, Diagnosis.NONE, well, ranWellAt, incidents);
    }

    private WorkloadTrack but(Kind kind, UnaryOperator<Strikes> change) {
        var next = new EnumMap<Kind, Strikes>(Kind.class);
        next.putAll(strikes);
        var changed = change.apply(strikes(kind));
        if (changed.inOrder().isEmpty()) {
            next.remove(kind);
        } else {
            next.put(kind, changed);
        }
        return new WorkloadTrack(workload, next, daily, lastEnd, well, ranWellAt, incidents);
    }

    /** In the order of the kinds, so that the same input does the same things in the same order. */
    private static <V> Map<Kind, V> sorted(Map<Kind, V> map) {
        if (map.isEmpty()) {
            return Map.of();
        }
        var sorted = new EnumMap<Kind, V>(Kind.class);
        sorted.putAll(map);
        return Collections.unmodifiableMap(sorted);
    }
}
