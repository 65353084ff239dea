package io.podtide.trends.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podtide.trends.store.Database.Access;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
}
