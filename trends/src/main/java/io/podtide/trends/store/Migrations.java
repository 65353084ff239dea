package io.podtide.trends.store;

import io.podtide.trends.store.Database.Access;
import io.podtide.trends.store.DatabaseException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Brings the schema up to date: numbered SQL texts, each applied once and in its own transaction, remembered in
 * {@code schema_version}. A comment {@code /*DIALECT ... *}{@code /} is read by that database alone.
 */
final class Migrations {

    /** In order; the number of a text never changes, nor does a text that was released. */
    private static final List<String> TEXTS =
            List.of("V1__history.sql", "V2__words_and_recovery.sql", "V3__partly_seen.sql");

    private static final Pattern STATEMENT_END = Pattern.compile(";\\s*(?:--[^\n]*)?(?:\n|\\z)");

    private final String dialect;
    private final List<String> names;
    private final List<String> texts;

    private Migrations(String dialect, List<String> names, List<String> texts) {
        this.dialect = dialect;
        this.names = names;
        this.texts = texts;
    }

    static Migrations of(String dialect) {
        return of(dialect, TEXTS, TEXTS.stream().map(Migrations::read).toList());
    }

    static Migrations of(String dialect, List<String> names, List<String> texts) {
        return new Migrations(dialect, names, texts);
    }

    /** @throws DatabaseException where the schema is newer, older and may not be changed, or another's */
    void apply(Connection connection, Access access, String display) throws SQLException {
        if (access == Access.WRITE) {
            try (var statement = connection.createStatement()) {
                statement.execute(
                        "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL, name TEXT NOT NULL,"
                                + " checksum BIGINT NOT NULL)");
            }
        }
        var applied = applied(connection, display);
        for (int version = 1; version <= names.size(); version++) {
            var known = applied.get(version);
            if (known == null && access == Access.READ) {
                throw DatabaseException.of(
                        Reason.SCHEMA,
                        "history " + display
                                + ": was written by an older version of podtide; 'podtide trends serve' brings"
                                + " it up to date");
            } else if (known == null) {
                apply(connection, version);
            } else if (known != checksum(texts.get(version - 1))) {
                throw DatabaseException.of(
                        Reason.SCHEMA,
                        "history " + display + ": its schema is not podtide's (" + names.get(version - 1) + ")");
            }
        }
    }

    private Map<Integer, Long> applied(Connection connection, String display) throws SQLException {
        var applied = new TreeMap<Integer, Long>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT version, checksum FROM schema_version")) {
            while (rows.next()) {
                applied.put(rows.getInt(1), rows.getLong(2));
            }
        }
        var newest = applied.keySet().stream().max(Integer::compare).orElse(0);
        if (newest > names.size()) {
            throw DatabaseException.of(
                    Reason.SCHEMA,
                    "history " + display + ": was written by a newer version of podtide (schema " + newest
                            + ", this one" + " knows " + names.size() + ")");
        }
        return applied;
    }

    private void apply(Connection connection, int version) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            for (var sql : statements(texts.get(version - 1))) {
                statement.execute(sql);
            }
            try (var note = connection.prepareStatement("INSERT INTO schema_version VALUES (?, ?, ?)")) {
                note.setInt(1, version);
                note.setString(2, names.get(version - 1));
                note.setLong(3, checksum(texts.get(version - 1)));
                note.execute();
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private List<String> statements(String text) {
        var mine = Pattern.compile("(?s)/\\*" + dialect + " (.*?)\\*/")
                .matcher(text)
                .replaceAll("$1");
        var bare = mine.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)--.*$", "");
        var statements = new ArrayList<String>();
        for (var statement : STATEMENT_END.split(bare, -1)) {
            if (!statement.isBlank()) {
                statements.add(statement.strip());
            }
        }
        return statements;
    }

    private static long checksum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    static String read(String name) {
        try (var in = Migrations.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
