package io.podtide.ingest.recording;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The heartbeats that an ingestor would have sent while a recording was made: at every full 10 s, since deadlines must fall due
 * while a stuck pod says nothing.
 */
final class Heartbeats {

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    /** A longer gap is a pause of the recorder rather than a quiet cluster; time may jump. */
    private static final Duration LONGEST_SILENCE = Duration.ofHours(1);

    private final String cluster;
    private @Nullable Instant newest;

    Heartbeats(String cluster) {
        this.cluster = cluster;
    }

    /** What is due before something seen at this time. */
    List<ClusterClock> before(Instant observedAt) {
        var last = newest;
        if (last != null && !observedAt.isAfter(last)) {
            return List.of();
        }
        newest = observedAt;
        var due = floor(observedAt);
        if (last == null || !due.isAfter(floor(last))) {
            return List.of();
        }
        return Duration.between(last, due).compareTo(LONGEST_SILENCE) > 0
                ? List.of(heartbeat(due))
                : Stream.iterate(floor(last).plus(INTERVAL), at -> !at.isAfter(due), at -> at.plus(INTERVAL))
                        .map(this::heartbeat)
                        .toList();
    }

    /** What is due before a list, which shows that a watch was begun again: while nobody watched there were none. */
    List<ClusterClock> beforeList(Instant observedAt) {
        var last = newest;
        if (last == null || !observedAt.isAfter(last.plus(INTERVAL))) {
            var due = new ArrayList<>(before(observedAt));
            due.add(new ClusterClock(cluster, observedAt, Mark.GAP_STARTED, null));
            return due;
        }
        newest = observedAt;
        return List.of(new ClusterClock(cluster, last, Mark.GAP_STARTED, null));
    }

    /** A watch is broken: none from now on. */
    List<ClusterClock> beforeGap(Instant observedAt) {
        var due = new ArrayList<>(before(observedAt));
        due.add(new ClusterClock(cluster, observedAt, Mark.GAP_STARTED, null));
        return due;
    }

    /** Something is seen in a gap. */
    void inGap(Instant observedAt) {
        newest = newest == null || observedAt.isAfter(newest) ? observedAt : newest;
    }

    /** The last word: all that was recorded has been handed on. */
    List<ClusterClock> atEnd() {
        return newest == null ? List.of() : List.of(heartbeat(newest));
    }

    private ClusterClock heartbeat(Instant at) {
        return new ClusterClock(cluster, at, Mark.HEARTBEAT, null);
    }

    private static Instant floor(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond() / INTERVAL.toSeconds() * INTERVAL.toSeconds());
    }
}
