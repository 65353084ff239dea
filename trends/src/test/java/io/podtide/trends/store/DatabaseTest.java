package io.podtide.trends.store;

import static io.podtide.trends.given.AnOccurrence.restart;
import static io.podtide.trends.given.Written.batch;
import static io.podtide.trends.given.Written.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.podtide.trends.given.AnIncident;
import io.podtide.trends.given.Databases;
import io.podtide.trends.store.Database.Access;
import io.podtide.trends.store.DatabaseException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class DatabaseTest {

    private static final Instant T = Instant.parse("2026-11-01T10:20:00Z");

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatIsWrittenIsThereAfterANewStart(Databases kind) {
        var address = kind.address(directory);
        try (var database = Database.open(address, Access.WRITE);
                var writer = HistoryWriter.open(database)) {
            writer.write(batch(0, 1, restart("cart", T)));
        }
        try (var database = Database.open(address, Access.READ)) {
            assertThat(rows(database, "SELECT workload FROM occurrence")).containsExactly("cart");
            assertThat(database.bytes()).isPositive();
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aSchemaOfANewerVersionIsLeftAlone(Databases kind) throws Exception {
        var address = kind.address(directory);
        try (var database = Database.open(address, Access.WRITE);
                var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("INSERT INTO schema_version VALUES (99, 'V99__future.sql', 1)");
        }
        assertThatThrownBy(() -> Database.open(address, Access.WRITE))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("was written by a newer version of podtide (schema 99, this one knows 3)");
    }

    // A file another process cannot even open: its own test below.
    @ParameterizedTest
    @EnumSource(value = Databases.class, names = "DUCKDB", mode = Mode.EXCLUDE)
    void oneWritesAndTheOthersAreTold(Databases kind) {
        try (var database = kind.empty(directory)) {
            try (var first = HistoryWriter.open(database)) {
                assertThatThrownBy(() -> HistoryWriter.open(database))
                        .hasMessageEndingWith("another process is writing it");
                assertThat(HistoryWriter.claim(database)).isEmpty();
                first.write(batch(0, 7, restart("cart", T)));
                assertThat(Position.all(database)).isEqualTo(first.positions()).hasSize(1);
            }
            try (var second = HistoryWriter.open(database)) {
                assertThat(second.positions()).hasSize(1);
            }
        }
    }

    // A file that another process has: its own test below.
    @ParameterizedTest
    @EnumSource(value = Databases.class, names = "DUCKDB", mode = Mode.EXCLUDE)
    void whatIsBeingWrittenIsNotPutAside(Databases kind) throws Exception {
        var address = kind.address(directory);
        try (var database = Database.open(address, Access.WRITE)) {
            try (var writer = HistoryWriter.open(database)) {
                writer.write(batch(0, 1, restart("cart", T)));
                assertThatThrownBy(() -> Database.putAside(address))
                        .hasMessageEndingWith("another process is writing it; stop it first");
            }
            assertThat(rows(database, "SELECT workload FROM occurrence")).containsExactly("cart");
            assertThat(Database.putAside(address)).isPresent();
        }
    }

    @Test
    void aWriterOfAServerIsNotTakenForAliveForLong() throws Exception {
        try (var database = Databases.POSTGRESQL.empty(directory);
                var connection = database.connect();
                var statement = connection.createStatement()) {
            var shown = new ArrayList<String>();
            for (var setting : List.of("tcp_user_timeout", "tcp_keepalives_idle", "statement_timeout")) {
                try (var answer = statement.executeQuery("SHOW " + setting)) {
                    assertThat(answer.next()).isTrue();
                    shown.add(answer.getString(1));
                }
            }
            assertThat(shown).containsExactly("25000", "10", "2min");
            assertThat(connection.getNetworkTimeout())
                    .as("no answer is given up before the statement")
                    .isEqualTo(150_000);
        }
    }

    @Test
    void aDamagedFileIsSaidAndNotTouched() throws Exception {
        var file = Files.writeString(directory.resolve("history.duckdb"), "no database, but somebody's notes");
        var failure = failureToOpen(file.toString(), Access.WRITE);
        assertThat(failure.reason()).isEqualTo(Reason.DAMAGED);
        assertThat(failure)
                .hasMessageContaining("rebuild --from-scratch")
                .message()
                .doesNotContain("\n");
        assertThat(file).content().isEqualTo("no database, but somebody's notes");

        assertThat(Database.putAside(file.toString()).orElseThrow()).startsWith("what was there is now ");
        Database.open(file.toString(), Access.WRITE).close();
        try (var left = Files.list(directory)) {
            assertThat(left.map(Path::toString)).anyMatch(name -> name.contains("history.duckdb.aside-"));
        }
    }

    @Test
    void whatIsNotThereIsNotMadeToBeRead() {
        var file = directory.resolve("none.duckdb");
        assertThat(failureToOpen(file.toString(), Access.READ).reason()).isEqualTo(Reason.ABSENT);
        assertThat(file).doesNotExist();
        assertThat(failureToOpen("jdbc:postgresql://127.0.0.1:1/none?connectTimeout=2", Access.READ)
                        .reason())
                .isEqualTo(Reason.ABSENT);
        assertThatThrownBy(() -> Database.open("jdbc:h2:mem:x?password=secret", Access.READ))
                .hasMessageContaining("a history is a file, jdbc:duckdb:FILE or jdbc:postgresql://HOST/DATABASE")
                .message()
                .doesNotContain("secret");
    }

    @Test
    void aFileThatAnotherProcessHasIsSaid() throws Exception {
        var file = directory.resolve("history.duckdb");
        Database.open(file.toString(), Access.WRITE).close();
        var holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("held");
            var failure = failureToOpen(file.toString(), Access.READ);
            assertThat(failure.reason()).isEqualTo(Reason.LOCKED);
            assertThat(failure).hasMessageContaining("another process has it open");
        } finally {
            holder.destroyForcibly();
            holder.waitFor();
        }
    }

    /** Has a database open for as long as it lives. */
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            try (var connection = DriverManager.getConnection("jdbc:duckdb:" + arguments[0])) {
                System.out.println("held");
                Thread.sleep(Duration.ofMinutes(5).toMillis());
                connection.getCatalog();
            }
        }
    }

    private static DatabaseException failureToOpen(String address, Access access) {
        return catchThrowableOfType(
                DatabaseException.class, () -> Database.open(address, access).close());
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatIsOldGoesAndWhatIsOpenStays(Databases kind) {
        var now = T.plus(Duration.ofDays(500));
        try (var database = kind.empty(directory);
                var writer = HistoryWriter.open(database)) {
            var gone = AnIncident.of("gone", T);
            var open = AnIncident.of("open", T.plusSeconds(1));
            var recent = AnIncident.of("recent", now.minus(Duration.ofDays(3)));
            var batch = batch(0, 1, gone.open(), gone.resolvedAfter(Duration.ofHours(1)), open.open(), recent.open());
            batch.add(restart("gone", T));
            batch.add(restart("open", T));
            batch.add(restart("summed", now.minus(Duration.ofDays(100))));
            batch.add(restart("recent", now.minus(Duration.ofDays(3))));
            batch.add(io.podtide.trends.given.Written.heartbeat("east", now));
            writer.write(batch);
            writer.retain(Retention.DEFAULT);
            assertThat(rows(database, "SELECT COUNT(*) FROM occurrence"))
                    .as("what has not been added up yet stays")
                    .containsExactly("4");

            writer.rollUp();
            writer.retain(Retention.DEFAULT);
            assertThat(rows(database, "SELECT workload FROM occurrence")).containsExactly("recent");
            assertThat(rows(database, "SELECT workload FROM occurrence_hour ORDER BY 1"))
                    .containsExactly("recent", "summed");
            assertThat(rows(database, "SELECT workload FROM incident ORDER BY 1"))
                    .containsExactly("open", "recent");
            assertThat(rows(database, "SELECT COUNT(*) FROM incident_revision")).containsExactly("2");
            assertThat(rows(
                            database,
                            "SELECT text FROM word WHERE text IN ('gone', 'open', 'summed', 'recent') ORDER BY 1"))
                    .containsExactly("open", "recent", "summed");
            assertThat(rows(database, "SELECT workload FROM container_image ORDER BY 1"))
                    .as("the open one may yet want its image")
                    .containsExactly("open", "recent", "summed");

            writer.write(batch(1, 2, restart("gone", T)));
            assertThat(rows(database, "SELECT COUNT(*) FROM occurrence WHERE workload = 'gone'"))
                    .as("what is older than what is kept is not written again")
                    .containsExactly("0");

            writer.write(batch(
                    2,
                    3,
                    open.resolvedAfter(Duration.ofDays(1)),
                    AnIncident.of("gone", now).open()));
            writer.retain(Retention.DEFAULT);
            assertThat(rows(database, "SELECT workload FROM incident ORDER BY 1"))
                    .as("a word that was deleted is a word again")
                    .containsExactly("gone", "recent");
            assertThat(rows(database, "SELECT text FROM word WHERE text IN ('gone', 'open')"))
                    .containsExactly("gone");
            assertThat(rows(database, "SELECT workload FROM container_image ORDER BY 1"))
                    .containsExactly("recent", "summed");
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void exportsEveryTable(Databases kind) throws Exception {
        try (var database = kind.empty(directory);
                var writer = HistoryWriter.open(database)) {
            writer.write(batch(0, 1, AnIncident.of("it's \"cart\"", T).open()));
            writer.write(batch(1, 2, restart("cart", T)));
            var told = new ArrayList<String>();
            ParquetExport.write(database, directory.resolve("out"), (table, count) -> told.add(table + " " + count));
            assertThat(told)
                    .containsExactlyElementsOf(List.of(
                            "incident 1",
                            "incident_revision 1",
                            "occurrence 1",
                            "occurrence_hour 0",
                            "occurrence_day 0",
                            "label 1",
                            "container_image 1",
                            "cluster 0",
                            "cluster_gap 0",
                            "cluster_unseen 0"));
        }
        try (var reader = DriverManager.getConnection("jdbc:duckdb:");
                var statement = reader.createStatement();
                var found = statement.executeQuery(
                        "SELECT workload, started_at FROM '" + directory.resolve("out/incident.parquet") + "'")) {
            assertThat(found.next()).isTrue();
            assertThat(found.getString(1)).isEqualTo("it's \"cart\"");
            assertThat(found.getString(2)).startsWith("2026-11-01 10:20:00");
        }
    }
}
