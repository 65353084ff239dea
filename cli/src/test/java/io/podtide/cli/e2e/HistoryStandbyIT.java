package io.podtide.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podtide.trends.given.PostgresServer;
import io.podtide.trends.store.Database;
import io.podtide.trends.store.Database.Access;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several servers of one history in PostgreSQL: one writes, all answer, and one that ends is replaced by another. */
@Tag("slow")
class HistoryStandbyIT {

    private static final int INCIDENTS = 2_000;
    private static final int RESTARTS = 4_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TOP = "top?by=restarts&group=cluster&from=2026-10-31&to=2026-12-01";

    @TempDir
    Path directory;

    @Test
    void aStandbyAnswersAndTakesOver() throws Exception {
        var history = PostgresServer.emptyDatabase();
        try (var broker = TestKafka.start(directory.resolve("broker"))) {
            var platform = Platform.on(broker, 2, directory);
            ToldTopics.write(platform, INCIDENTS, RESTARTS, 1);
            try (var first = serve(broker, history, "first")) {
                await().atMost(PATIENCE).until(() -> first.behind() == 0);
                try (var second = serve(broker, history, "second")) {
                    await().atMost(PATIENCE).until(() -> second.standby() && second.lacks() == 0);
                    assertThat(second.problem()).isEmpty();
                    assertThat(second.rows(TOP))
                            .contains(Integer.toString(RESTARTS))
                            .isEqualTo(first.rows(TOP));
                    assertThat(first.standby()).isFalse();
                    assertThat(first.isReadyForAll()).isTrue();
                    assertThat(second.isReadyForAll()).isTrue();

                    first.kill();
                    ToldTopics.write(platform, INCIDENTS, RESTARTS, 2);
                    awaitWritten(second, history, 2);
                    try (var third = serve(broker, history, "third")) {
                        await().atMost(PATIENCE).until(() -> third.standby() && third.lacks() == 0);
                        second.terminate();
                        ToldTopics.write(platform, INCIDENTS, RESTARTS, 3);
                        awaitWritten(third, history, 3);
                        third.terminate();
                    }
                }
            }
        }
    }

    private TrendsProcess serve(TestKafka broker, String history, String name) throws Exception {
        return TrendsProcess.serve(broker, history, directory.resolve(name));
    }

    /** By this one, and each record once. */
    private static void awaitWritten(TrendsProcess server, String history, int rounds) throws SQLException {
        await().atMost(PATIENCE).until(() -> !server.standby() && server.behind() == 0);
        assertThat(server.rows()).isEqualTo(2L * INCIDENTS + RESTARTS);
        try (var opened = Database.open(history, Access.READ);
                var connection = opened.borrow();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT (SELECT COUNT(*) FROM incident WHERE state = 'RESOLVED'),"
                        + " (SELECT COUNT(*) FROM incident_revision), (SELECT SUM(n) FROM occurrence_sum)")) {
            rows.next();
            assertThat(List.of(rows.getLong(1), rows.getLong(2), rows.getLong(3)))
                    .containsExactly((long) rounds * INCIDENTS, 2L * rounds * INCIDENTS, (long) rounds * RESTARTS);
        }
    }
}
