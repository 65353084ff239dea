package io.podtide.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podtide.trends.store.Database;
import io.podtide.trends.store.Database.Access;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk takes no more, the file is damaged or another's: a clear line, and nothing lost. */
@Tag("slow")
class HistoryTroubleIT {

    private static final int INCIDENTS = 6_000;
    private static final int RESTARTS = 20_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    @Test
    void aFullDiskMakesTheTopicsWait() throws Exception {
        try (var disk = SmallDisk.mount(directory.resolve("disk"));
                var broker = TestKafka.start(directory.resolve("broker"))) {
            var platform = Platform.on(broker, 2, directory);
            var database = disk.directory().resolve("history.duckdb");
            ToldTopics.write(platform, INCIDENTS / 2, RESTARTS / 2, 1);
            try (var server = TrendsProcess.serve(broker, database)) {
                await().atMost(PATIENCE).until(() -> server.ready() && server.behind() == 0);
                disk.fill();
                ToldTopics.write(platform, INCIDENTS / 2, RESTARTS / 2, 2);
                await().atMost(PATIENCE).until(() -> {
                    disk.fill(); // what it gives back is room again
                    return !server.problem().isEmpty();
                });
                assertThat(server.problem())
                        .isEqualTo(server.problem().lines().findFirst().orElseThrow())
                        .startsWith("history " + database
                                + ": the disk is full; what is there stays, and writing goes on when there is room");
                disk.makeRoom();
                await().atMost(PATIENCE)
                        .until(() -> server.problem().isEmpty()
                                && server.behind() == 0
                                && server.records() >= 2L * INCIDENTS + RESTARTS);
                server.terminate();
            }
            assertThat(counts(database)).containsExactly((long) INCIDENTS, 2L * INCIDENTS, (long) RESTARTS);
        }
    }

    @Test
    void aDamagedFileIsSaidAndCanBeFilledAnew() throws Exception {
        try (var broker = TestKafka.start(directory.resolve("broker"))) {
            var platform = Platform.on(broker, 2, directory);
            ToldTopics.write(platform, INCIDENTS, RESTARTS, 1);
            var database = directory.resolve("history.duckdb");
            try (var server = TrendsProcess.serve(broker, database)) {
                await().atMost(PATIENCE).until(() -> server.ready() && server.behind() == 0);
                try (var second = TrendsProcess.serve(broker, database)) {
                    assertThat(second.ends())
                            .contains("history " + database
                                    + ": another process has it open; a running 'podtide trends serve'");
                }
                server.terminate();
            }
            var bytes = Files.readAllBytes(database);
            for (int i = 4_096; i < bytes.length; i += 97) {
                bytes[i] ^= 0x2a;
            }
            Files.write(database, bytes);
            try (var server = TrendsProcess.serve(broker, database)) {
                assertThat(server.ends())
                        .contains("history " + database + ": it is no history, or is damaged; 'podtide trends rebuild"
                                + " --from-scratch' puts it aside");
            }
            assertThat(Files.readAllBytes(database)).as("it is left as it is").isEqualTo(bytes);
            try (var rebuild = UpProcess.command(List.of(
                    "trends",
                    "rebuild",
                    "--from-scratch",
                    "--bootstrap-servers",
                    broker.bootstrapServers(),
                    "--database",
                    database.toString()))) {
                assertThat(rebuild.awaitEnd()).as(() -> said(rebuild)).isZero();
            }
            assertThat(counts(database)).containsExactly((long) INCIDENTS, 2L * INCIDENTS, (long) RESTARTS);
        }
    }

    private static String said(UpProcess process) {
        try {
            return String.join("\n", process.err());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Of resolved incidents, revisions, restarts. */
    private static List<Long> counts(Path database) throws SQLException {
        try (var opened = Database.open(database.toString(), Access.READ);
                var connection = opened.borrow();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT (SELECT COUNT(*) FROM incident WHERE state = 'RESOLVED'),"
                        + " (SELECT COUNT(*) FROM incident_revision), (SELECT SUM(n) FROM occurrence_sum)")) {
            rows.next();
            return List.of(rows.getLong(1), rows.getLong(2), rows.getLong(3));
        }
    }
}
