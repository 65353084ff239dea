package io.podtide.cli;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.Observation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What was played: for the progress line and for the summary. */
final class ReplayTally {

    private final Set<String> clusters = new TreeSet<>();
    private long changes;
    private long badLines;
    private @Nullable Instant first;
    private @Nullable Instant newest;

    void add(Observation observation) {
        clusters.add(observation.cluster());
        if (!(observation instanceof ClusterClock)) {
            changes++;
        }
        var at = observation.observedAt();
        first = first == null ? at : first;
        newest = newest == null || at.isAfter(newest) ? at : newest;
    }

    void addBadLine() {
        badLines++;
    }

    /** Lines there may have been, but none that could be used. */
    boolean sawNothing() {
        return clusters.isEmpty() && badLines > 0;
    }

    String soFar() {
        return String.format(Locale.ROOT, "%,d changes, %s", changes, seconds(newest));
    }

    /** @param incidents the newest revision of each */
    String summary(List<Incident> incidents) {
        if (first == null) {
            return "Nothing to play" + withBadLines();
        }
        return String.format(
                Locale.ROOT,
                "Played %s of %s from %s to %s: %s, %d open%s",
                Count.of(changes, "change"),
                Count.of(clusters.size(), "cluster"),
                seconds(first),
                seconds(newest),
                Count.of(incidents.size(), "incident"),
                incidents.stream().filter(i -> i.state() == State.OPEN).count(),
                withBadLines());
    }

    private String withBadLines() {
        return badLines == 0 ? "" : "; " + Count.of(badLines, "line") + " could not be used";
    }

    private static String seconds(@Nullable Instant time) {
        return time == null ? "" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
