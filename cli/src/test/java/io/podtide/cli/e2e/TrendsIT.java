package io.podtide.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podtide.trends.store.Database;
import io.podtide.trends.store.Database.Access;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The role {@code trends} as a process of its own, on a real broker. */
@Tag("slow")
class TrendsIT {

    private static final int INCIDENTS = 12_000;
    private static final int RESTARTS = 25_000;

    @TempDir
    Path directory;

    @Test
    void killedAtAnyMomentItNeitherLosesNorDoubles() throws Exception {
        try (var broker = TestKafka.start(directory.resolve("broker"))) {
            var platform = Platform.on(broker, 3, directory);
            ToldTopics.write(platform, INCIDENTS / 2, RESTARTS / 2, 0);
            for (int wait : new int[] {1, 500, 3_000}) { // rows, after which it is killed
                try (var server = TrendsProcess.serve(broker, database())) {
                    await().atMost(Duration.ofMinutes(2)).until(() -> server.ready() && server.rows() >= wait);
                    server.kill();
                }
                ToldTopics.write(platform, INCIDENTS / 6, RESTARTS / 6, wait);
            }
            long incidents = INCIDENTS / 2 + 3 * (INCIDENTS / 6);
            long restarts = RESTARTS / 2 + 3 * (RESTARTS / 6);
            try (var server = TrendsProcess.serve(broker, database())) {
                await().atMost(Duration.ofMinutes(2)).until(() -> server.ready() && server.behind() == 0);
                var through =
                        podtide("trends", "top", "--group", "cluster", "--from", "2026-10-31", "--to", "2026-12-01");
                assertThat(through.err())
                        .as("the file is taken, and says who has it")
                        .isEmpty();
                assertThat(through.out()).contains("east").contains(Long.toString(incidents));
                server.terminate();
            }
            assertThat(counts()).containsExactly(incidents, 2 * incidents, incidents, restarts, restarts);

            var rebuilt = podtide("trends", "rebuild", "--bootstrap-servers", broker.bootstrapServers());
            assertThat(rebuilt.err()).contains("rebuilt: ");
            assertThat(counts())
                    .as("the topics read again change nothing")
                    .containsExactly(incidents, 2 * incidents, incidents, restarts, restarts);

            var scratch =
                    podtide("trends", "rebuild", "--from-scratch", "--bootstrap-servers", broker.bootstrapServers());
            assertThat(scratch.err()).contains("what was there is now ").contains("rebuilt: ");
            assertThat(counts()).containsExactly(incidents, 2 * incidents, incidents, restarts, restarts);

            var exported = directory.resolve("parquet");
            assertThat(podtide("trends", "export", "--to", exported.toString()).err())
                    .contains("occurrence.parquet: ");
            assertThat(count("SELECT COUNT(*) FROM '" + exported.resolve("occurrence.parquet") + "'"))
                    .isEqualTo(restarts);
        }
    }

    /** A command as a script sees it. */
    private record Run(String out, String err) {}

    private Run podtide(String... words) throws Exception {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--database", database().toString()));
        try (var process = UpProcess.command(all)) {
            process.awaitEnd();
            return new Run(String.join("\n", process.out()), String.join("\n", process.err()));
        }
    }

    private Path database() {
        return directory.resolve("history.duckdb");
    }

    private List<Long> counts() throws SQLException {
        return List.of(
                count("SELECT COUNT(*) FROM incident WHERE state = 'RESOLVED'"),
                count("SELECT COUNT(*) FROM incident_revision"),
                count("SELECT COUNT(DISTINCT id) FROM incident_revision"),
                count("SELECT COUNT(*) FROM occurrence"),
                count("SELECT SUM(n) FROM occurrence"));
    }

    private long count(String sql) throws SQLException {
        try (var opened = Database.open(database().toString(), Access.READ);
                var connection = opened.borrow();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
