package io.podtide.trends.store;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.wire.SymptomRecord.ClusterProgress;
import java.util.ArrayList;
import java.util.List;

/** What was read from some partitions, and how far: written together or not at all. Not thread-safe. */
public final class HistoryBatch {

    final List<Advance> advances = new ArrayList<>();
    final List<Incident> incidents = new ArrayList<>();
    final List<OccurrenceRow> occurrences = new ArrayList<>();
    final List<ClusterClock> clocks = new ArrayList<>();
    final List<OriginProgress> progress = new ArrayList<>();

    /**
     * A partition that has been read from an offset up to, but not with, another.
     *
     * @param topicId of the topic as it is now: one that was deleted and made anew has another
     */
    public record Advance(String topic, int partition, String topicId, long from, long to) {}

    record OriginProgress(int origin, ClusterProgress cluster) {}

    public void advance(Advance advance) {
        advances.add(advance);
    }

    public void add(Incident incident) {
        incidents.add(incident);
    }

    public void add(OccurrenceRow occurrence) {
        occurrences.add(occurrence);
    }

    public void add(ClusterClock clock) {
        clocks.add(clock);
    }

    /** How far an upstream partition has followed a cluster. */
    public void add(int origin, ClusterProgress cluster) {
        progress.add(new OriginProgress(origin, cluster));
    }

    /** Rows that readers see. */
    public int rows() {
        return incidents.size() + occurrences.size();
    }

    /** Offsets that it goes on by. */
    public long records() {
        return advances.stream().mapToLong(a -> Math.max(0, a.to() - a.from())).sum();
    }

    public boolean isEmpty() {
        return advances.isEmpty();
    }
}
