package io.podtide.trends.store;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.Unseen;
import io.podtide.detect.observation.Unseen.Part;
import io.podtide.detect.observation.Unseen.Reason;
import io.podtide.trends.store.HistoryBatch.OriginProgress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of each cluster's time, as in table {@code cluster}, and the gaps that come of news. Not thread-safe. */
final class ClusterBook {

    /** As the rule {@code cluster-silent} has it by default: six heartbeats. */
    private static final Duration SILENT = Duration.ofSeconds(60);

    private final Map<String, Entry> clusters = new HashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private final Set<String> seenOtherwise = new LinkedHashSet<>();
    private final List<Object[]> gaps = new ArrayList<>();

    static ClusterBook read(Connection connection) throws SQLException {
        var book = new ClusterBook();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT cluster, first_heard, last_heard, gap_since, processed_to FROM cluster")) {
            while (rows.next()) {
                var entry = new Entry(
                        Times.instant(rows.getObject(2, LocalDateTime.class)),
                        Times.instant(rows.getObject(3, LocalDateTime.class)));
                entry.gapSince = instant(rows.getObject(4, LocalDateTime.class));
                entry.processedTo = instant(rows.getObject(5, LocalDateTime.class));
                book.clusters.put(rows.getString(1), entry);
            }
        }
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT cluster, part, since, reason FROM cluster_unseen")) {
            while (rows.next()) {
                var entry = Objects.requireNonNull(book.clusters.get(rows.getString(1)));
                var unseen = new ArrayList<>(entry.unseen);
                unseen.add(new Unseen(
                        Part.valueOf(rows.getString(2)),
                        Reason.valueOf(rows.getString(4)),
                        Times.instant(rows.getObject(3, LocalDateTime.class))));
                entry.unseen = unseen;
            }
        }
        return book;
    }

    private static @Nullable Instant instant(@Nullable LocalDateTime time) {
        return time == null ? null : Times.instant(time);
    }

    /** What is older than what is known is no news: a topic is being read again. */
    void heard(ClusterClock clock) {
        var at = clock.observedAt();
        var entry = clusters.get(clock.cluster());
        if (entry == null) {
            entry = new Entry(at, at);
            clusters.put(clock.cluster(), entry);
        } else if (!at.isAfter(entry.lastHeard)) {
            return;
        } else if (entry.gapSince == null
                && Duration.between(entry.lastHeard, at).compareTo(SILENT) > 0) {
            gap(clock.cluster(), entry.lastHeard, at, "SILENT");
        }
        switch (clock.mark()) {
            case GAP_STARTED -> entry.gapSince = entry.gapSince == null ? at : entry.gapSince;
            case GAP_ENDED -> {
                var since = entry.gapSince == null ? clock.since() : entry.gapSince;
                if (since != null && since.isBefore(at)) {
                    gap(clock.cluster(), since, at, "WATCH");
                }
                entry.gapSince = null;
            }
            case HEARTBEAT -> vouched(entry, clock);
            case SYNCED, NODES_SYNCED -> {}
        }
        entry.lastHeard = at;
        changed.add(clock.cluster());
    }

    /** A gap of a part ends with the first heartbeat that vouches for it again. */
    private void vouched(Entry entry, ClusterClock heartbeat) {
        var now = Unseen.after(entry.unseen, heartbeat.unseen());
        if (now.equals(entry.unseen)) {
            return;
        }
        for (var before : entry.unseen) {
            if (now.stream().noneMatch(each -> each.part() == before.part())) {
                var part = before.part().name();
                gap(heartbeat.cluster(), before.since(), heartbeat.observedAt(), part);
            }
        }
        entry.unseen = now;
        seenOtherwise.add(heartbeat.cluster());
    }

    private void gap(String cluster, Instant from, Instant to, String reason) {
        gaps.add(new Object[] {cluster, Times.utc(from), Times.utc(to), reason});
    }

    /** The least of what all partitions have said is how far the streams are; after a start, of those that have spoken. */
    void processed(OriginProgress progress) {
        var cluster = progress.cluster();
        var entry = clusters.get(cluster.cluster());
        if (entry == null) {
            return; // its clock comes by another topic, and is about to be read
        }
        entry.origins.merge(progress.origin(), cluster.at(), (a, b) -> a.isAfter(b) ? a : b);
        var least =
                entry.origins.values().stream().min(Comparator.naturalOrder()).orElseThrow();
        if (!least.equals(entry.processedTo)) {
            entry.processedTo = least;
            changed.add(cluster.cluster());
        }
    }

    /** Rows that have changed since it was last asked. */
    List<Object[]> takeChanged() {
        var rows = changed.stream()
                .map(name -> Objects.requireNonNull(clusters.get(name)).row(name))
                .toList();
        changed.clear();
        return rows;
    }

    /** What is not seen of clusters of which that has changed since it was last asked; no rows where all is seen. */
    Map<String, List<Object[]>> takeUnseen() {
        var taken = new LinkedHashMap<String, List<Object[]>>();
        for (var name : seenOtherwise) {
            taken.put(
                    name,
                    Objects.requireNonNull(clusters.get(name)).unseen.stream()
                            .map(each -> new Object[] {
                                name,
                                each.part().name(),
                                Times.utc(each.since()),
                                each.reason().name()
                            })
                            .toList());
        }
        seenOtherwise.clear();
        return taken;
    }

    /** Gaps that have ended since it was last asked. */
    List<Object[]> takeGaps() {
        var taken = List.copyOf(gaps);
        gaps.clear();
        return taken;
    }

    private static final class Entry {

        private final Instant firstHeard;
        private Instant lastHeard;
        private @Nullable Instant gapSince;
        private List<Unseen> unseen = List.of();
        private @Nullable Instant processedTo;
        private final Map<Integer, Instant> origins = new HashMap<>();

        Entry(Instant firstHeard, Instant lastHeard) {
            this.firstHeard = firstHeard;
            this.lastHeard = lastHeard;
        }

        Object[] row(String cluster) {
            return new Object[] {
                cluster,
                Times.utc(firstHeard),
                Times.utc(lastHeard),
                Times.utcOrNull(gapSince),
                Times.utcOrNull(processedTo)
            };
        }
    }
}
