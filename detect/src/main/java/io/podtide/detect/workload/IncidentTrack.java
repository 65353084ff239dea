package io.podtide.detect.workload;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.state.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one incident.
 *
 * @param told its newest revision
 * @param occurrences restarts or kills so far
 * @param latest the newest occurrence or onset
 * @param quiet how long nothing may occur before it can be over, beyond what pods themselves wait for
 * @param trend how times to an out-of-memory kill develop, in words; null where there is nothing to say
 * @param tellAt when changes that are not urgent are told; null if there are none
 * @param silent its cluster is silent
 */
public record IncidentTrack(
        Incident told,
        Life life,
        Members members,
        Findings findings,
        @Nullable String container,
        @Nullable String image,
        Map<String, String> labels,
        long occurrences,
        Instant latest,
        Duration quiet,
        @Nullable String trend,
        @Nullable Instant tellAt,
        boolean silent) {

    public IncidentTrack {
        labels = Map.copyOf(labels);
    }

    /** When this incident wants to be asked again. */
    Optional<Instant> deadline() {
        return Timeline.sooner(Optional.ofNullable(tellAt), life.deadline());
    }

    /** What it is now, but for the time that has passed. */
    State state() {
        return life.over() ? State.RESOLVED : silent ? State.UNKNOWN : State.OPEN;
    }

    IncidentTrack with(Life next) {
        return new IncidentTrack(
                told,
                next,
                members,
                findings,
                container,
                image,
                labels,
                occurrences,
                latest,
                quiet,
                trend,
                tellAt,
                silent);
    }

    IncidentTrack with(Members next) {
        return new IncidentTrack(
                told,
                life,
                next,
                findings,
                container,
                image,
                labels,
                occurrences,
                latest,
                quiet,
                trend,
                tellAt,
                silent);
    }

    IncidentTrack with(Findings next) {
        return new IncidentTrack(
                told, life, members, next, container, image, labels, occurrences, latest, quiet, trend, tellAt, silent);
    }

    IncidentTrack struck(int count, Instant at, @Nullable String newTrend) {
        var newest = at.isAfter(latest) ? at : latest;
        return new IncidentTrack(
                told,
                life,
                members,
                findings,
                container,
                image,
                labels,
                occurrences + count,
                newest,
                quiet,
                newTrend,
                tellAt,
                silent);
    }

    IncidentTrack tellAt(@Nullable Instant when) {
        return new IncidentTrack(
                told,
                life,
                members,
                findings,
                container,
                image,
                labels,
                occurrences,
                latest,
                quiet,
                trend,
                when,
                silent);
    }

    IncidentTrack silent(boolean now) {
        return new IncidentTrack(
                told,
                life,
                members,
                findings,
                container,
                image,
                labels,
                occurrences,
                latest,
                quiet,
                trend,
                tellAt,
                now);
    }

    IncidentTrack told(Incident revision) {
        return new IncidentTrack(
                revision,
                life,
                members,
                findings,
                container,
                image,
                labels,
                occurrences,
                latest,
                quiet,
                trend,
                null,
                silent);
    }
}
