package io.podtide.trends.query;

import io.podtide.trends.store.Database;
import io.podtide.trends.store.DatabaseException;
import io.podtide.trends.store.Facts;
import io.podtide.trends.store.Times;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers questions from a database. Safe for threads. */
public final class History {

    private final Database database;
    private final Clock clock;
    private final Duration patience;

    /** @param patience after which a question is given up */
    public History(Database database, Clock clock, Duration patience) {
        this.database = database;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * An answer.
     *
     * @param values what it is asked with, by name of {@link Parameter}
     * @throws BadQuestionException where it cannot be asked so
     * @throws DatabaseException where the database does not answer
     */
    public Answer ask(Question question, Map<String, List<String>> values) {
        return read(connection -> {
            var horizon = horizon(connection);
            var asked = question.settle(AskedReader.read(question, values, now(connection)), horizon);
            return answer(connection, question, asked, question.sql(asked, horizon));
        });
    }

    private Answer answer(Connection connection, Question question, Asked asked, Sql sql) throws SQLException {
        var columns = question.columns(asked);
        var rows = rows(connection, columns, sql);
        String next = null;
        if (question.parameters().contains(Parameter.AFTER) && rows.size() > asked.limit()) {
            rows.remove(rows.size() - 1);
            next = question.cursor(asked, rows.get(rows.size() - 1));
        }
        return new Answer(question.name(), asked.from(), asked.to(), columns, rows, next);
    }

    private List<List<@Nullable Object>> rows(Connection connection, List<Column> columns, Sql sql)
            throws SQLException {
        var rows = new ArrayList<List<@Nullable Object>>();
        try (var statement = connection.prepareStatement(sql.text())) {
            statement.setQueryTimeout((int) patience.toSeconds());
            sql.bind(statement);
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    var row = new ArrayList<@Nullable Object>();
                    for (int i = 0; i < columns.size(); i++) {
                        row.add(columns.get(i).read(found, i + 1));
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    /** The newest revision of an incident, as JSON. */
    public Optional<String> incident(String id) {
        return documents(Sql.of(
                        "SELECT r.document FROM incident_revision r JOIN coded_incident i ON i.id = r.id AND i.revision ="
                                + " r.revision WHERE i.id = ? AND r.id = ?",
                        id,
                        id))
                .stream()
                .findFirst();
    }

    /** All revisions of an incident, as JSON, the first one first. */
    public List<String> revisions(String id) {
        return documents(
                Sql.of("SELECT document FROM incident_revision WHERE id = ? ORDER BY revision LIMIT 1000", id));
    }

    /** Revisions written after the one with this number, in their order. */
    public List<Change> changes(long since, int limit) {
        return read(connection -> {
            var changes = new ArrayList<Change>();
            try (var statement = connection.prepareStatement(
                    "SELECT seq, document FROM incident_revision WHERE seq > ? ORDER BY seq LIMIT ?")) {
                statement.setQueryTimeout((int) patience.toSeconds());
                statement.setLong(1, since);
                statement.setInt(2, limit);
                try (var found = statement.executeQuery()) {
                    while (found.next()) {
                        changes.add(new Change(found.getLong(1), found.getString(2)));
                    }
                }
            }
            return changes;
        });
    }

    /** The number of the newest revision; 0 where there is none. */
    public long newest() {
        return read(connection -> {
            try (var statement = connection.createStatement();
                    var found = statement.executeQuery("SELECT COALESCE(MAX(seq), 0) FROM incident_revision")) {
                found.next();
                return found.getLong(1);
            }
        });
    }

    /** What the pods of an incident's workload have shown from an hour before it to its end; empty where there is no such incident. */
    public Optional<Answer> occurrences(String id) {
        return read(connection -> {
            try (var statement =
                    connection.prepareStatement("SELECT started_at, resolved_at FROM coded_incident WHERE id = ?")) {
                statement.setString(1, id);
                try (var found = statement.executeQuery()) {
                    if (!found.next()) {
                        return Optional.empty();
                    }
                    var from = Times.instant(found.getObject(1, LocalDateTime.class))
                            .minus(Duration.ofHours(1));
                    var resolved = found.getObject(2, LocalDateTime.class);
                    var to = resolved == null ? now(connection) : Times.instant(resolved);
                    return Optional.of(occurrences(connection, id, from, to));
                }
            }
        });
    }

    private Answer occurrences(Connection connection, String id, Instant from, Instant to) throws SQLException {
        var columns = List.of(
                Column.time("at"),
                Column.text("kind"),
                Column.text("pod"),
                Column.text("node"),
                Column.text("container"),
                Column.text("image"),
                Column.text("cause"),
                Column.count("count"),
                Column.count("lifetimeMs"));
        var sql = Sql.of(
                "SELECT o.happened_at, " + Words.text("o.kind") + ", o.pod, " + Words.text("o.node") + ", "
                        + Words.text("o.container") + ", " + Words.text("o.image") + ", " + Words.text("o.cause")
                        + ", o.n, o.lifetime_ms FROM coded_occurrence o JOIN coded_incident i ON i.cluster = o.cluster AND i.namespace = o.namespace AND i.workload_kind ="
                        + " o.workload_kind AND i.workload = o.workload WHERE i.id = ? AND o.happened_at >= ? AND o.happened_at"
                        + " <= ? ORDER BY o.happened_at, o.id LIMIT 1000",
                id,
                from,
                to);
        return new Answer("occurrences", from, to, columns, rows(connection, columns, sql), null);
    }

    private List<String> documents(Sql sql) {
        return read(connection -> {
            var documents = new ArrayList<String>();
            try (var statement = connection.prepareStatement(sql.text())) {
                statement.setQueryTimeout((int) patience.toSeconds());
                sql.bind(statement);
                try (var found = statement.executeQuery()) {
                    while (found.next()) {
                        documents.add(found.getString(1));
                    }
                }
            }
            return documents;
        });
    }

    /** From when to when it reaches. */
    public Reach reach() {
        return read(connection -> Reach.read(connection, now(connection), isRecorded(connection)));
    }

    private static boolean isRecorded(Connection connection) throws SQLException {
        return Facts.get(connection, Facts.TIME).filter("recorded"::equals).isPresent();
    }

    /** Now, as this history sees it: of a recording that is played the newest time heard, else the clock's. */
    private Instant now(Connection connection) throws SQLException {
        if (isRecorded(connection)) {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT MAX(last_heard) FROM cluster")) {
                rows.next();
                var newest = rows.getObject(1, LocalDateTime.class);
                if (newest != null) {
                    return Times.instant(newest);
                }
            }
        }
        return clock.instant();
    }

    private static Horizon horizon(Connection connection) throws SQLException {
        return new Horizon(fact(connection, Facts.HORIZON), fact(connection, Facts.RAW_FROM));
    }

    private static Instant fact(Connection connection, String name) throws SQLException {
        return Facts.get(connection, name).map(Instant::parse).orElse(Instant.EPOCH);
    }

    private interface Reading<T> {
        T of(Connection connection) throws SQLException;
    }

    private <T> T read(Reading<T> reading) {
        try (var connection = database.borrow()) {
            return reading.of(connection);
        } catch (SQLException e) {
            throw DatabaseException.of(database.display(), e);
        }
    }
}
