package io.podtide.trends.store;

import static io.podtide.trends.given.Written.batch;
import static io.podtide.trends.given.Written.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podtide.trends.given.AnIncident;
import io.podtide.trends.given.Databases;
import io.podtide.trends.store.Database.Access;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MigrationsTest {

    private static final String ONE =
            "-- a; comment\nCREATE TABLE a (x INTEGER); -- why\n/*postgresql CREATE INDEX i ON a (nowhere); */\n";
    private static final String TWO =
            "INSERT INTO a VALUES (1);\nINSERT INTO a /*duckdb SELECT 2 */ /*postgresql SELECT 3 */;";

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void apply(Access access, String... texts) throws SQLException {
        var names = new ArrayList<String>();
        for (int i = 1; i <= texts.length; i++) {
            names.add("V" + i + ".sql");
        }
        Migrations.of("duckdb", names, List.of(texts)).apply(connection, access, "test");
    }

    private List<Integer> values() throws SQLException {
        var values = new ArrayList<Integer>();
        try (var rows = connection.createStatement().executeQuery("SELECT x FROM a ORDER BY x")) {
            while (rows.next()) {
                values.add(rows.getInt(1));
            }
        }
        return values;
    }

    @Test
    void eachIsAppliedOnceInOrderAndForItsDatabase() throws SQLException {
        apply(Access.WRITE, ONE);
        apply(Access.WRITE, ONE, TWO);
        apply(Access.WRITE, ONE, TWO);
        assertThat(values()).containsExactly(1, 2);
    }

    @Test
    void oneThatFailsLeavesNothing() throws SQLException {
        apply(Access.WRITE, ONE);
        assertThatThrownBy(() -> apply(Access.WRITE, ONE, "INSERT INTO a VALUES (7);\nINSERT INTO nowhere VALUES (1);"))
                .isInstanceOf(SQLException.class);
        assertThat(values()).isEmpty();
        apply(Access.WRITE, ONE, TWO);
        assertThat(values()).containsExactly(1, 2);
    }

    @Test
    void aTextThatHasChangedIsNotOurs() throws SQLException {
        apply(Access.WRITE, ONE);
        assertThatThrownBy(() -> apply(Access.WRITE, ONE + " "))
                .hasMessageContaining("its schema is not podtide's (V1.sql)");
    }

    @Test
    void whoReadsChangesNothing() throws SQLException {
        apply(Access.WRITE, ONE);
        assertThatThrownBy(() -> apply(Access.READ, ONE, TWO))
                .hasMessageContaining("was written by an older version of podtide");
        apply(Access.READ, ONE);
        assertThat(values()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aHistoryOfTheFirstVersionIsTakenOver(Databases kind, @TempDir Path directory) throws SQLException {
        var address = kind.address(directory);
        boolean postgres = kind == Databases.POSTGRESQL;
        try (var old = DriverManager.getConnection(postgres ? address : "jdbc:duckdb:" + address);
                var statement = old.createStatement()) {
            if (postgres) {
                statement.execute("CREATE SCHEMA podtide");
                statement.execute("SET search_path = podtide");
            }
            var first = "V1__history.sql";
            Migrations.of(postgres ? "postgresql" : "duckdb", List.of(first), List.of(Migrations.read(first)))
                    .apply(old, Access.WRITE, "test");
            statement.execute("INSERT INTO word VALUES (1, 'cart')");
            statement.execute(
                    "INSERT INTO cluster (cluster, first_heard, last_heard) VALUES ('east', TIMESTAMP '2026-11-01 10:00:00', TIMESTAMP '2026-11-01 10:00:00')");
        }
        try (var database = Database.open(address, Access.WRITE);
                var writer = HistoryWriter.open(database)) {
            assertThat(rows(database, "SELECT CAST(used_to AS DATE) FROM word WHERE text = 'cart'"))
                    .containsExactly("2026-11-02");
            writer.write(batch(
                    0,
                    1,
                    AnIncident.of("cart", Instant.parse("2026-11-05T10:20:00Z")).open()));
            assertThat(rows(database, "SELECT id, CAST(used_to AS DATE) FROM word WHERE text = 'cart'"))
                    .containsExactly("1 2026-11-06");
            assertThat(rows(database, "SELECT workload FROM incident")).containsExactly("cart");
        }
    }
}
