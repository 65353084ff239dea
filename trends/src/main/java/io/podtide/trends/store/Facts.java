package io.podtide.trends.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Table {@code fact}. */
public final class Facts {

    /** {@code recorded} where the newest time heard is now: a recording of another day is played. Else {@code live}. */
    public static final String TIME = "time";

    /** Hours before it are added up in {@code occurrence_hour}. */
    public static final String HORIZON = "horizon";

    /** Occurrences before it have been deleted. */
    public static final String RAW_FROM = "raw-from";

    private Facts() {}

    public static Optional<String> get(Connection connection, String name) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT value FROM fact WHERE name = ?")) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    static void put(Connection connection, String name, String value) throws SQLException {
        try (var delete = connection.prepareStatement("DELETE FROM fact WHERE name = ?");
                var insert = connection.prepareStatement("INSERT INTO fact VALUES (?, ?)")) {
            delete.setString(1, name);
            delete.execute();
            insert.setString(1, name);
            insert.setString(2, value);
            insert.execute();
        }
    }
}
