package io.podtide.trends.store;

import io.podtide.detect.incident.Incident;
import io.podtide.trends.store.DatabaseException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Puts batches into the database: rows and the offsets they came from in one transaction, so that a crash, a rewind or a
 * record told twice changes nothing. One at a time for a database; not thread-safe. After an exception it has to be closed
 * and opened again: what it remembers is no longer what the database holds.
 */
public final class HistoryWriter implements AutoCloseable {

    private final Database database;
    private final Connection connection;
    private final Staging staging;
    private final ClusterBook clusters;
    private final ImageBook images;
    private final LabelBook labels = new LabelBook();
    private final Rollup rollup;
    private long seq;

    private HistoryWriter(Database database, Connection connection) throws SQLException {
        this.database = database;
        this.connection = connection;
        this.staging = Staging.create(database, connection);
        this.clusters = ClusterBook.read(connection);
        this.images = ImageBook.read(connection);
        this.rollup = Rollup.read(connection);
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COALESCE(MAX(seq), 0) FROM incident_revision")) {
            rows.next();
            this.seq = rows.getLong(1);
        }
        connection.setAutoCommit(false);
    }

    /** @throws DatabaseException with {@link Reason#LOCKED} where another process is the writer */
    public static HistoryWriter open(Database database) {
        Connection connection = null;
        try {
            connection = database.connect();
            if (!database.claimWriting(connection)) {
                throw DatabaseException.of(
                        Reason.LOCKED, "history " + database.display() + ": another process is writing it");
            }
            return new HistoryWriter(database, connection);
        } catch (SQLException e) {
            Pools.closeQuietly(connection);
            throw DatabaseException.of(database.display(), e);
        } catch (RuntimeException e) {
            Pools.closeQuietly(connection);
            throw e;
        }
    }

    /** How far the topics have been read. */
    public List<Position> positions() {
        return transaction(() -> Positions.read(connection));
    }

    /** All of it, or an exception and nothing. */
    public void write(HistoryBatch batch) {
        change(() -> {
            Positions.move(connection, database, batch.advances);
            writeOccurrences(batch.occurrences);
            writeIncidents(batch.incidents);
            batch.clocks.forEach(clusters::heard);
            batch.progress.forEach(clusters::processed);
            writeClusters();
        });
    }

    private void writeOccurrences(List<OccurrenceRow> occurrences) throws SQLException {
        var rows = new HashMap<Long, Object[]>();
        var from = Instant.MAX;
        var to = Instant.MIN;
        for (var occurrence : occurrences) {
            if (occurrence.at().isBefore(rollup.rawFrom())) {
                continue; // would be deleted at once, and its hour has been added up already
            }
            images.seen(occurrence);
            labels.note(occurrence.labels());
            rows.put(occurrence.id(), occurrence.row());
            from = occurrence.at().isBefore(from) ? occurrence.at() : from;
            to = occurrence.at().isAfter(to) ? occurrence.at() : to;
        }
        writeLabelsAndImages();
        if (rows.isEmpty()) {
            return;
        }
        database.addMonths(connection, "occurrence", months(rows.values(), 0));
        staging.put("occurrence", sorted(rows.values(), 0));
        staging.run(
                "DELETE FROM staged_occurrence USING occurrence o WHERE o.happened_at = staged_occurrence.happened_at AND"
                        + " o.id = staged_occurrence.id AND o.happened_at BETWEEN ? AND ?",
                Times.utc(from),
                Times.utc(to));
        staging.insert("occurrence");
        if (from.isBefore(rollup.horizon())) {
            staging.run(
                    "INSERT INTO late_hour SELECT DISTINCT date_trunc('hour', happened_at) FROM staged_occurrence WHERE"
                            + " happened_at < ?",
                    Times.utc(rollup.horizon()));
        }
    }

    private void writeLabelsAndImages() throws SQLException {
        var seen = images.takeChanged();
        if (!seen.isEmpty()) {
            staging.put("container_image", seen);
            staging.run("DELETE FROM container_image USING staged_container_image s WHERE s.id = container_image.id");
            staging.insert("container_image");
        }
        var sets = labels.takeNew();
        if (!sets.isEmpty()) {
            staging.put("label", sets);
            staging.run("DELETE FROM staged_label USING label l WHERE l.label_set = staged_label.label_set");
            staging.insert("label");
        }
    }

    private void writeIncidents(List<Incident> incidents) throws SQLException {
        if (incidents.isEmpty()) {
            return;
        }
        var revisions = new LinkedHashMap<String, RevisionRow>();
        var newest = new HashMap<String, RevisionRow>();
        for (var incident : incidents) {
            labels.note(incident.labels());
            var row = new RevisionRow(incident, ++seq, images.of(incident));
            revisions.putIfAbsent(incident.id() + '/' + incident.revision(), row);
            newest.merge(
                    incident.id(),
                    row,
                    (a, b) -> b.incident().revision() >= a.incident().revision() ? b : a);
        }
        writeLabelsAndImages();
        var rows = revisions.values().stream().map(RevisionRow::revision).toList();
        database.addMonths(connection, "incident_revision", months(rows, 3));
        staging.put("incident_revision", rows);
        // Within the batch's own times: an id is made of when the failure began, and a revision keeps its time.
        var told = Span.of(incidents, Incident::updatedAt);
        staging.run(
                "DELETE FROM staged_incident_revision USING incident_revision r WHERE r.id = staged_incident_revision.id AND"
                        + " r.revision = staged_incident_revision.revision AND r.updated_at BETWEEN ? AND ?",
                told.from(),
                told.to());
        staging.insert("incident_revision");
        var current = newest.values().stream()
                .sorted(Comparator.comparingLong(RevisionRow::seq))
                .map(RevisionRow::incidentRow)
                .toList();
        staging.put("incident", current);
        var began = Span.of(incidents, Incident::startedAt);
        staging.run(
                "DELETE FROM staged_incident USING incident i WHERE i.id = staged_incident.id AND i.revision >="
                        + " staged_incident.revision AND i.started_at BETWEEN ? AND ?",
                began.from(),
                began.to());
        staging.run(
                "DELETE FROM incident USING staged_incident s WHERE s.id = incident.id AND incident.started_at BETWEEN ? AND ?",
                began.from(),
                began.to());
        staging.insert("incident");
        staging.run(
                "UPDATE incident SET previous_at = p.previous_at FROM (SELECT s.id, MAX(i.opened_at) AS previous_at FROM"
                        + " staged_incident s JOIN incident i ON i.recurrence = s.recurrence AND i.opened_at < s.opened_at"
                        + " GROUP BY s.id) p WHERE p.id = incident.id AND incident.started_at BETWEEN ? AND ?",
                began.from(),
                began.to());
    }

    /** The first and the last of some times. */
    private record Span(LocalDateTime from, LocalDateTime to) {
        static Span of(List<Incident> incidents, Function<Incident, Instant> time) {
            var times = incidents.stream().map(time).sorted().toList();
            return new Span(Times.utc(times.get(0)), Times.utc(times.get(times.size() - 1)));
        }
    }

    private void writeClusters() throws SQLException {
        var changed = clusters.takeChanged();
        if (!changed.isEmpty()) {
            staging.put("cluster", changed);
            staging.run("DELETE FROM cluster USING staged_cluster s WHERE s.cluster = cluster.cluster");
            staging.insert("cluster");
        }
        var gaps = clusters.takeGaps();
        if (!gaps.isEmpty()) {
            staging.put("cluster_gap", gaps);
            staging.insert("cluster_gap");
        }
    }

    private static List<YearMonth> months(Iterable<Object[]> rows, int column) {
        var months = new java.util.TreeSet<YearMonth>();
        rows.forEach(row -> months.add(YearMonth.from((LocalDateTime) row[column])));
        return List.copyOf(months);
    }

    /** By time: what is read together then lies together. */
    private static List<Object[]> sorted(Iterable<Object[]> rows, int column) {
        var sorted = new ArrayList<Object[]>();
        rows.forEach(sorted::add);
        sorted.sort(Comparator.comparing(row -> (LocalDateTime) row[column]));
        return sorted;
    }

    /** Adds up the hours that are over, by the time that has been heard. */
    public void rollUp() {
        change(() -> {
            rollup.run(connection);
        });
    }

    /** Deletes what is older than it says, by the time that has been heard. */
    public void retain(Retention retention) {
        change(() -> {
            retention.apply(connection, database, rollup);
        });
    }

    /** The topics are read from their beginnings again; what there is stays, and is not doubled. */
    public void forgetPositions() {
        change(() -> {
            var topics =
                    Positions.read(connection).stream().map(Position::topic).collect(Collectors.toSet());
            for (var topic : topics) {
                Positions.forget(connection, topic);
            }
        });
    }

    /** A topic that was made anew is read from its beginning. */
    public void forgetPositions(String topic) {
        change(() -> {
            Positions.forget(connection, topic);
        });
    }

    /** Notes a fact about the history. */
    public void note(Map<String, String> facts) {
        change(() -> {
            for (var fact : facts.entrySet()) {
                Facts.put(connection, fact.getKey(), fact.getValue());
            }
        });
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    private interface Change {
        void run() throws SQLException;
    }

    private void change(Change change) {
        var unused = transaction(() -> {
            change.run();
            return true;
        });
    }

    private <T> T transaction(Work<T> work) {
        try {
            // Begun by a statement: DuckDB's appender alone would write outside of it.
            staging.run("SELECT 1");
            var result = work.run();
            connection.commit();
            return result;
        } catch (SQLException e) {
            rollBack();
            throw DatabaseException.of(database.display(), e);
        } catch (RuntimeException e) {
            rollBack();
            throw e;
        }
    }

    private void rollBack() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            Pools.closeQuietly(connection); // which rolls back as well
        }
    }

    @Override
    public void close() {
        try {
            connection.rollback();
            database.releaseWriting(connection);
        } catch (SQLException e) {
            // it is broken, and what it held goes with it
        }
        Pools.closeQuietly(connection);
    }
}
