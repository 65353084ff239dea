package io.podtide.trends.store;

import io.podtide.detect.incident.Incident;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which images containers had when they failed. Incidents do not say; the symptoms they are made of do. Not thread-safe.
 */
final class ImageBook {

    private final Map<Container, Map<String, Seen>> containers = new HashMap<>();
    private final Map<Container, Map<String, Seen>> changed = new LinkedHashMap<>();

    static ImageBook read(Connection connection) throws SQLException {
        var book = new ImageBook();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("SELECT cluster, namespace, workload_kind, workload, container, image,"
                                + " seen_from, seen_to FROM container_image")) {
            while (rows.next()) {
                var container = new Container(
                        rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4), rows.getString(5));
                var seen = new Seen(
                        Times.instant(rows.getObject(7, LocalDateTime.class)),
                        Times.instant(rows.getObject(8, LocalDateTime.class)));
                book.containers.computeIfAbsent(container, c -> new HashMap<>()).put(rows.getString(6), seen);
            }
        }
        return book;
    }

    void seen(OccurrenceRow row) {
        if (row.image().isEmpty() || row.container().isEmpty()) {
            return;
        }
        var container =
                new Container(row.cluster(), row.namespace(), row.workloadKind(), row.workload(), row.container());
        var images = containers.computeIfAbsent(container, c -> new HashMap<>());
        var before = images.get(row.image());
        var now = before == null ? new Seen(row.at(), row.at()) : before.and(row.at());
        if (before != null && now.from().equals(before.from()) && isSoonAfter(now.to(), before.to())) {
            return; // once an hour is enough for what goes on failing
        }
        if (!now.equals(before)) {
            images.put(row.image(), now);
            changed.computeIfAbsent(container, c -> new LinkedHashMap<>()).put(row.image(), now);
        }
    }

    private static boolean isSoonAfter(Instant later, Instant time) {
        return Duration.between(time, later).compareTo(Duration.ofHours(1)) < 0;
    }

    /** The newest that failed while the incident went on, else the one that failed last before; empty where none is known. */
    String of(Incident incident) {
        var told = incident.causeDetail().get("image");
        if (told != null) {
            return told;
        }
        var container = new Container(
                incident.cluster(),
                text(incident.namespace()),
                text(incident.workloadKind()),
                text(incident.workload()),
                text(incident.container()));
        return containers.getOrDefault(container, Map.of()).entrySet().stream()
                .filter(e -> !e.getValue().from().isAfter(incident.updatedAt()))
                .max(Comparator.comparing((Map.Entry<String, Seen> e) ->
                                !e.getValue().to().isBefore(incident.startedAt()))
                        .thenComparing(e -> e.getValue().to().isBefore(incident.startedAt())
                                ? e.getValue().to()
                                : e.getValue().from())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /** Rows that have changed since it was last asked. */
    List<Object[]> takeChanged() {
        var rows = new ArrayList<Object[]>();
        changed.forEach((c, images) -> images.forEach((image, seen) -> rows.add(new Object[] {
            c.id(image),
            c.cluster(),
            c.namespace(),
            c.workloadKind(),
            c.workload(),
            c.container(),
            image,
            Times.utc(seen.from()),
            Times.utc(seen.to())
        })));
        changed.clear();
        return rows;
    }

    /** Deletes those that have not failed since, but for workloads of which an incident goes on: it may be asked of it again. */
    void forget(Connection connection, Instant before) throws SQLException {
        var failing = failing(connection);
        try (var statement = connection.prepareStatement("DELETE FROM container_image WHERE id = ?")) {
            for (var each : containers.entrySet()) {
                if (failing.contains(each.getKey().subject())) {
                    continue;
                }
                var images = each.getValue().entrySet().iterator();
                while (images.hasNext()) {
                    var image = images.next();
                    if (image.getValue().to().isBefore(before)) {
                        statement.setLong(1, each.getKey().id(image.getKey()));
                        statement.execute();
                        images.remove();
                    }
                }
            }
        }
        containers.values().removeIf(Map::isEmpty);
    }

    private static Set<List<String>> failing(Connection connection) throws SQLException {
        var subjects = new HashSet<List<String>>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT DISTINCT cluster, namespace, workload_kind, workload FROM incident WHERE resolved_at IS NULL")) {
            while (rows.next()) {
                subjects.add(List.of(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
            }
        }
        return subjects;
    }

    private static String text(@org.jspecify.annotations.Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private record Container(String cluster, String namespace, String workloadKind, String workload, String container) {

        List<String> subject() {
            return List.of(cluster, namespace, workloadKind, workload);
        }

        /** Of the row of an image. */
        long id(String image) {
            return Hashes.of(cluster, namespace, workloadKind, workload, container, image);
        }
    }

    private record Seen(Instant from, Instant to) {
        Seen and(Instant at) {
            return new Seen(at.isBefore(from) ? at : from, at.isAfter(to) ? at : to);
        }
    }
}
