package io.podtide.detect.workload;

import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.observation.Workload;
import io.podtide.detect.workload.Member.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one workload.
 *
 * @param restarts those that were no memory kills
 * @param kills out-of-memory kills
 * @param daily restarts a day
 * @param well how many of its pods are or were well and are not gone
 * @param incidents at most one a kind
 */
public record WorkloadTrack(
        Workload workload,
        Strikes restarts,
        Strikes kills,
        DailyCounts daily,
        int well,
        Map<Kind, IncidentTrack> incidents) {

    /** Strikes are forgotten when no rule looks back on them any more. */
    private static final Duration LOOKED_BACK_ON = Duration.ofDays(3);

    public WorkloadTrack {
        var sorted = new EnumMap<Kind, IncidentTrack>(Kind.class);
        sorted.putAll(incidents);
        incidents = Collections.unmodifiableMap(sorted);
    }

    /** One of which nothing is known. */
    public static WorkloadTrack of(Workload workload) {
        return new WorkloadTrack(workload, Strikes.NONE, Strikes.NONE, DailyCounts.NONE, 0, Map.of());
    }

    Optional<IncidentTrack> incident(Kind kind) {
        return Optional.ofNullable(incidents.get(kind));
    }

    WorkloadTrack with(Kind kind, @Nullable IncidentTrack incident) {
        var next = new EnumMap<Kind, IncidentTrack>(Kind.class);
        next.putAll(incidents);
        if (incident == null) {
            next.remove(kind);
        } else {
            next.put(kind, incident);
        }
        return new WorkloadTrack(workload, restarts, kills, daily, well, next);
    }

    WorkloadTrack withRestart(Strike strike, int count) {
        return new WorkloadTrack(workload, restarts.with(strike), kills, daily.with(strike, count), well, incidents);
    }

    WorkloadTrack withKill(Strike strike) {
        return new WorkloadTrack(workload, restarts, kills.with(strike), daily, well, incidents);
    }

    /** Strikes of the kind that an incident is made of, with a pod that is well again or gone. */
    WorkloadTrack withOver(Kind kind, String podUid, Standing how) {
        return switch (kind) {
            case RESTART_LOOP -> new WorkloadTrack(workload, restarts.over(podUid, how), kills, daily, well, incidents);
            case OOM -> new WorkloadTrack(workload, restarts, kills.over(podUid, how), daily, well, incidents);
            default -> this;
        };
    }

    /** Without the incident of this kind, and without the strikes it was made of: what comes next is another failure. */
    WorkloadTrack forgetting(Kind kind, Instant resolvedAt) {
        var rest = with(kind, null);
        return switch (kind) {
            case RESTART_LOOP ->
                new WorkloadTrack(workload, restarts.after(resolvedAt), kills, daily, well, rest.incidents);
            case OOM -> new WorkloadTrack(workload, restarts, kills.after(resolvedAt), daily, well, rest.incidents);
            default -> rest;
        };
    }

    WorkloadTrack withWell(int change) {
        return new WorkloadTrack(workload, restarts, kills, daily, Math.max(0, well + change), incidents);
    }

    /** When it wants to be asked again. */
    Optional<Instant> deadline() {
        var next = incidents.values().stream()
                .map(IncidentTrack::deadline)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
        return next.isPresent() || !hasStrikes() ? next : Optional.of(forgettable());
    }

    boolean hasStrikes() {
        return !restarts.inOrder().isEmpty() || !kills.inOrder().isEmpty();
    }

    Instant forgettable() {
        var newest = restarts.newest().isAfter(kills.newest()) ? restarts.newest() : kills.newest();
        return newest.plus(LOOKED_BACK_ON);
    }

    /** Nothing of it matters any more: stores keep no record of it. */
    public boolean empty() {
        return incidents.isEmpty() && !hasStrikes() && well == 0;
    }

    WorkloadTrack withoutStrikes() {
        return new WorkloadTrack(workload, Strikes.NONE, Strikes.NONE, DailyCounts.NONE, well, incidents);
    }
}
