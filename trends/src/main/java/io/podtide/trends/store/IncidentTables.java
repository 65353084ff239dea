package io.podtide.trends.store;

import io.podtide.detect.incident.Incident;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts incidents into the database: every revision, and the newest of each. Not thread-safe. */
final class IncidentTables {

    static final String REVISIONS = "incident_revision";
    static final String INCIDENTS = "coded_incident";

    private final Database database;
    private final Connection connection;
    private final Staging staging;
    private final Books books;
    private long seq;

    private IncidentTables(Database database, Connection connection, Staging staging, Books books, long seq) {
        this.database = database;
        this.connection = connection;
        this.staging = staging;
        this.books = books;
        this.seq = seq;
    }

    static IncidentTables open(Database database, Connection connection, Staging staging, Books books)
            throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COALESCE(MAX(seq), 0) FROM incident_revision")) {
            rows.next();
            return new IncidentTables(database, connection, staging, books, rows.getLong(1));
        }
    }

    void write(List<Incident> incidents) throws SQLException {
        if (incidents.isEmpty()) {
            return;
        }
        var revisions = new LinkedHashMap<String, RevisionRow>();
        var newest = new HashMap<String, RevisionRow>();
        for (var incident : incidents) {
            books.labels().note(incident.labels());
            var row = new RevisionRow(incident, ++seq, books.images().of(incident));
            revisions.putIfAbsent(incident.id() + '/' + incident.revision(), row);
            newest.merge(
                    incident.id(),
                    row,
                    (a, b) -> b.incident().revision() >= a.incident().revision() ? b : a);
        }
        var current = rows(newest.values());
        books.write(staging);
        writeRevisions(
                revisions.values().stream().map(RevisionRow::revision).toList(),
                Span.of(incidents, Incident::updatedAt));
        writeNewest(current, Span.of(incidents, Incident::startedAt));
    }

    private List<Object[]> rows(Collection<RevisionRow> newest) {
        var opened = new ArrayList<>(newest);
        opened.sort(Comparator.comparing(row -> row.incident().openedAt()));
        var last = new HashMap<Long, Previous>();
        var rows = new ArrayList<Object[]>();
        for (var row : opened) {
            var at = row.incident().openedAt();
            var previous = last.merge(row.recurrence(), new Previous(at, null), Previous::then);
            rows.add(row.incidentRow(books.words(), previous.before()));
        }
        return rows;
    }

    /** When the last of its recurrence was opened, and the last that was opened earlier. */
    private record Previous(Instant at, @Nullable Instant before) {
        Previous then(Previous next) {
            return next.at.equals(at) ? this : new Previous(next.at, at);
        }
    }

    // Compared within the batch's own times: an id is made of when the failure began, and a revision keeps its time.

    private void writeRevisions(List<Object[]> rows, Span told) throws SQLException {
        database.addMonths(connection, REVISIONS, Times.months(rows, 3));
        staging.put(REVISIONS, rows);
        staging.run(
                "DELETE FROM staged_incident_revision s USING incident_revision r WHERE r.id = s.id AND r.revision ="
                        + " s.revision AND r.updated_at BETWEEN ? AND ?",
                told.from(),
                told.to());
        staging.insert(REVISIONS);
    }

    private void writeNewest(List<Object[]> rows, Span began) throws SQLException {
        staging.put(INCIDENTS, rows);
        staging.run(
                "DELETE FROM staged_coded_incident s USING coded_incident i WHERE i.id = s.id AND i.revision >= s.revision AND"
                        + " i.started_at BETWEEN ? AND ?",
                began.from(),
                began.to());
        staging.run(
                "DELETE FROM coded_incident i USING staged_coded_incident s WHERE s.id = i.id AND i.started_at BETWEEN ? AND ?",
                began.from(),
                began.to());
        staging.run("UPDATE staged_coded_incident SET previous_at = GREATEST(previous_at, (SELECT MAX(i.opened_at) FROM"
                + " coded_incident i WHERE i.recurrence = staged_coded_incident.recurrence AND i.opened_at <"
                + " staged_coded_incident.opened_at))");
        staging.run(
                "UPDATE staged_coded_incident SET again_ms = CAST(EXTRACT(EPOCH FROM (opened_at - previous_at)) * 1000 AS"
                        + " BIGINT) WHERE previous_at IS NOT NULL");
        staging.insert(INCIDENTS);
    }

    /** The first and the last of some times. */
    private record Span(LocalDateTime from, LocalDateTime to) {
        static Span of(List<Incident> incidents, Function<Incident, Instant> time) {
            var times = incidents.stream().map(time).sorted().toList();
            return new Span(Times.utc(times.get(0)), Times.utc(times.get(times.size() - 1)));
        }
    }
}
