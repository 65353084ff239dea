package io.podtide.trends.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Temporary tables that a batch is loaded into by the thousand, to be compared with what is there. */
final class Staging {

    /** By what their rows are found in the table. */
    private static final Map<String, String> KEYS = Map.of(
            OccurrenceTable.NAME,
            "id",
            IncidentTables.INCIDENTS,
            "id, revision",
            IncidentTables.REVISIONS,
            "id, revision",
            "coded_label",
            "label_set",
            "container_image",
            "id",
            "cluster",
            "cluster",
            "word",
            "id");

    private static final List<String> WITHOUT_KEYS = List.of("cluster_gap", "cluster_unseen");

    private final Database database;
    private final Connection connection;

    private Staging(Database database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    static Staging create(Database database, Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var table :
                    Stream.concat(KEYS.keySet().stream(), WITHOUT_KEYS.stream()).toList()) {
                statement.execute("CREATE TEMP TABLE staged_" + table + " AS SELECT * FROM " + table + " LIMIT 0");
            }
        }
        return new Staging(database, connection);
    }

    /** Only these rows are staged then. */
    void put(String table, List<Object[]> rows) throws SQLException {
        run("TRUNCATE staged_" + table);
        database.load(connection, "staged_" + table, KEYS.get(table), rows);
    }

    /** What is staged goes into the table. */
    void insert(String table) throws SQLException {
        run("INSERT INTO " + table + " SELECT * FROM staged_" + table);
    }

    void run(String sql, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        }
    }
}
