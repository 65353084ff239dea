package io.podtide.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podtide.trends.given.PostgresServer;
import io.podtide.trends.store.Database;
import io.podtide.trends.store.Database.Access;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code deploy/compose/grafana.sql}: the role as which anybody's SQL is run. */
class GrafanaRoleTest {

    @Test
    void readsTheHistoryAlsoOneMadeAnewAndChangesNothing() throws Exception {
        var address = PostgresServer.emptyDatabase();
        try (var connection = DriverManager.getConnection(address);
                var statement = connection.createStatement()) {
            statement.execute(Files.readString(ComposeFile.ROOT.resolve("deploy/compose/grafana.sql")));
        }
        Database.open(address, Access.WRITE).close();
        assertThat(Database.putAside(address)).isPresent();
        Database.open(address, Access.WRITE).close();

        try (var connection = DriverManager.getConnection(address.replace("user=podtide", "user=grafana"));
                var statement = connection.createStatement()) {
            for (var view : List.of("incident", "occurrence", "occurrence_sum", "cluster")) {
                try (var rows = statement.executeQuery("SELECT count(*) FROM podtide." + view)) {
                    assertThat(rows.next()).isTrue();
                }
            }
            for (var forbidden : List.of(
                    "DELETE FROM podtide.incident_revision",
                    "CREATE TABLE podtide.mine (x INTEGER)",
                    "DROP SCHEMA podtide CASCADE",
                    "SELECT pg_read_file('/etc/passwd')",
                    "COPY podtide.incident_revision TO PROGRAM 'cat'")) {
                assertThatThrownBy(() -> statement.execute(forbidden))
                        .as(forbidden)
                        .isInstanceOf(SQLException.class)
                        .hasMessageMatching("(?s).*(permission denied|must be ).*");
            }
        }
    }
}
