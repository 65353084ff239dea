package io.podtide.trends.store;

import io.podtide.trends.store.DatabaseException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final OccurrenceTable occurrences;
    private final IncidentTables incidents;
    private final Rollup rollup;
    private final Books books;

    private HistoryWriter(Database database, Connection connection) throws SQLException {
        this.database = database;
        this.connection = connection;
        this.staging = Staging.create(database, connection);
        this.clusters = ClusterBook.read(connection);
        this.rollup = Rollup.read(connection);
        this.books = Books.read(connection);
        this.occurrences = new OccurrenceTable(database, connection, staging, books, rollup);
        this.incidents = IncidentTables.open(database, connection, staging, books);
        connection.setAutoCommit(false);
    }

    /** @throws DatabaseException with {@link Reason#LOCKED} where another process is the writer */
    public static HistoryWriter open(Database database) {
        return claim(database)
                .orElseThrow(() -> DatabaseException.of(
                        Reason.LOCKED, "history " + database.display() + ": another process is writing it"));
    }

    /** Empty where another process is the writer. */
    public static Optional<HistoryWriter> claim(Database database) {
        Connection connection = null;
        try {
            connection = database.connect();
            if (!database.claimWriting(connection)) {
                connection.close();
                return Optional.empty();
            }
            return Optional.of(new HistoryWriter(database, connection));
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
            occurrences.write(batch.occurrences);
            incidents.write(batch.incidents);
            batch.clocks.forEach(clusters::heard);
            batch.progress.forEach(clusters::processed);
            writeClusters();
        });
    }

    private void writeClusters() throws SQLException {
        var changed = clusters.takeChanged();
        if (!changed.isEmpty()) {
            staging.put("cluster", changed);
            staging.run("DELETE FROM cluster USING staged_cluster s WHERE s.cluster = cluster.cluster");
            staging.insert("cluster");
        }
        for (var unseen : clusters.takeUnseen().entrySet()) {
            staging.run("DELETE FROM cluster_unseen WHERE cluster = ?", unseen.getKey());
            staging.put("cluster_unseen", unseen.getValue());
            staging.insert("cluster_unseen");
        }
        var gaps = clusters.takeGaps();
        if (!gaps.isEmpty()) {
            staging.put("cluster_gap", gaps);
            staging.insert("cluster_gap");
        }
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
            retention.apply(connection, database, rollup, books);
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
