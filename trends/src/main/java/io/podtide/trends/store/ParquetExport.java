package io.podtide.trends.store;

import io.podtide.trends.store.DatabaseException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Tables of the history as Parquet files, one a table, for whatever reads those. */
public final class ParquetExport {

    private static final List<String> TABLES = List.of(
            "incident",
            "incident_revision",
            "occurrence",
            "occurrence_hour",
            "occurrence_day",
            "label",
            "container_image",
            "cluster",
            "cluster_gap",
            "cluster_unseen");

    private static final int AT_ONCE = 20_000;

    private ParquetExport() {}

    /** @param progress told the table and the rows of it that have been written */
    public static void write(Database database, Path directory, BiConsumer<String, Long> progress) throws IOException {
        Files.createDirectories(directory);
        try (var connection = database.borrow()) {
            for (var table : TABLES) {
                var file = directory.resolve(table + ".parquet");
                if (database instanceof DuckDatabase) {
                    copy(connection, table, file);
                    progress.accept(table, count(connection, table));
                } else {
                    progress.accept(table, copyThroughDuckDb(connection, table, file));
                }
            }
        } catch (SQLException e) {
            throw DatabaseException.of(database.display(), e);
        }
    }

    private static void copy(Connection duckDb, String table, Path file) throws SQLException {
        var name = file.toAbsolutePath().toString();
        if (name.indexOf('\'') >= 0) {
            throw DatabaseException.of(
                    Reason.OTHER, "a directory to export to must not have a quote in its name: " + name);
        }
        try (var statement = duckDb.createStatement()) {
            statement.execute(
                    "COPY (SELECT * FROM " + table + ") TO '" + name + "' (FORMAT parquet, COMPRESSION zstd)");
        }
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** PostgreSQL writes no Parquet: the rows go through a DuckDB beside the file. */
    private static long copyThroughDuckDb(Connection connection, String table, Path file)
            throws SQLException, IOException {
        var scratch = Files.createTempDirectory(file.toAbsolutePath().getParent(), "export");
        long rows = 0;
        try (var duckDb = DriverManager.getConnection(DuckDatabase.PREFIX + scratch.resolve("rows.duckdb"))) {
            Migrations.of("duckdb").apply(duckDb, Database.Access.WRITE, "export");
            connection.setAutoCommit(false); // or all rows would be fetched at once
            try (var statement = connection.createStatement()) {
                statement.setFetchSize(AT_ONCE);
                try (var found = statement.executeQuery("SELECT * FROM " + table)) {
                    rows = load(duckDb, table, found);
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            copy(duckDb, "staged_rows", file);
        } finally {
            for (var left : List.of("rows.duckdb", "rows.duckdb.wal")) {
                Files.deleteIfExists(scratch.resolve(left));
            }
            Files.deleteIfExists(scratch);
        }
        return rows;
    }

    private static long load(Connection duckDb, String table, ResultSet found) throws SQLException {
        long rows = 0;
        int columns = found.getMetaData().getColumnCount();
        try (var statement = duckDb.createStatement()) {
            statement.execute("CREATE TEMP TABLE staged_rows AS SELECT * FROM " + table + " LIMIT 0");
        }
        var some = new ArrayList<Object[]>();
        while (found.next()) {
            var row = new Object[columns];
            for (int i = 0; i < columns; i++) {
                var value = found.getObject(i + 1);
                row[i] = value instanceof java.sql.Timestamp ? found.getObject(i + 1, LocalDateTime.class) : value;
            }
            some.add(row);
            if (some.size() == AT_ONCE) {
                DuckDatabase.append(duckDb, "staged_rows", some);
                rows += some.size();
                some.clear();
            }
        }
        DuckDatabase.append(duckDb, "staged_rows", some);
        return rows + some.size();
    }
}
