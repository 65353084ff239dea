package io.podtide.trends.store;

import static io.podtide.trends.given.AnOccurrence.kill;
import static io.podtide.trends.given.AnOccurrence.restart;
import static io.podtide.trends.given.Written.batch;
import static io.podtide.trends.given.Written.heartbeat;
import static io.podtide.trends.given.Written.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.Unseen;
import io.podtide.detect.observation.Unseen.Part;
import io.podtide.detect.observation.Unseen.Reason;
import io.podtide.trends.given.AnIncident;
import io.podtide.trends.given.Databases;
import io.podtide.wire.SymptomRecord.ClusterProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HistoryWriterTest {

    private static final String UNSEEN =
            "SELECT cluster, part, CAST(EXTRACT(SECOND FROM since) AS INTEGER), reason FROM cluster_unseen ORDER BY part";

    private static final Instant T = Instant.parse("2026-11-01T10:20:00Z");

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Databases.class)
    void theNewestRevisionIsTheIncidentAndAllAreKept(Databases kind) {
        try (var database = kind.empty(directory);
                var writer = HistoryWriter.open(database)) {
            var incident = AnIncident.of("cart", T);
            writer.write(batch(0, 1, incident.open()));
            assertThat(rows(database, "SELECT state, revision, resolved_at FROM incident"))
                    .containsExactly("OPEN 1 null");

            writer.write(batch(1, 2, incident.resolvedAfter(Duration.ofMinutes(30))));
            assertThat(rows(database, "SELECT state, revision, resolution FROM incident"))
                    .containsExactly("RESOLVED 2 RECOVERED");
            assertThat(rows(database, "SELECT revision, state, seq FROM incident_revision ORDER BY revision"))
                    .containsExactly("1 OPEN 1", "2 RESOLVED 2");
            assertThat(writer.positions()).containsExactly(new Position("podtide.incidents", 0, "topic-1", 2));
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void theSameToldAgainChangesNothing(Databases kind) {
        try (var database = kind.empty(directory);
                var writer = HistoryWriter.open(database)) {
            var incident = AnIncident.of("cart", T);
            var first = batch(0, 3, incident.open(), incident.resolvedAfter(Duration.ofMinutes(30)));
            first.add(restart("cart", T));
            first.add(kill("cart", T));
            first.add(heartbeat("east", T));
            first.add(new ClusterClock("east", T.plusSeconds(10), Mark.GAP_STARTED, null));
            first.add(new ClusterClock("east", T.plusSeconds(70), Mark.GAP_ENDED, T.plusSeconds(10)));
            writer.write(first);
            var before = everything(database);

            writer.forgetPositions();
            var again = batch(0, 2, incident.open());
            again.add(kill("cart", T));
            again.add(restart("cart", T));
            again.add(restart("cart", T));
            again.add(heartbeat("east", T));
            again.add(new ClusterClock("east", T.plusSeconds(10), Mark.GAP_STARTED, null));
            writer.write(again);
            var rest = batch(2, 3, incident.resolvedAfter(Duration.ofMinutes(30)));
            rest.add(new ClusterClock("east", T.plusSeconds(70), Mark.GAP_ENDED, T.plusSeconds(10)));
            writer.write(rest);

            assertThat(everything(database)).isEqualTo(before);
            assertThat(before).hasSize(1 + 2 + 2 + 1 + 1 + 1 + 1);
        }
    }

    private static List<String> everything(Database database) {
        return List.of(
                        "SELECT id, revision, state, image FROM incident",
                        "SELECT id, revision, updated_at FROM incident_revision ORDER BY revision",
                        "SELECT * FROM occurrence ORDER BY kind",
                        "SELECT * FROM label",
                        "SELECT * FROM container_image",
                        "SELECT * FROM cluster",
                        "SELECT * FROM cluster_gap")
                .stream()
                .flatMap(sql -> rows(database, sql).stream())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aBatchThatFailsLeavesNothing(Databases kind) {
        try (var database = kind.empty(directory);
                var writer = HistoryWriter.open(database)) {
            writer.write(batch(0, 5, restart("cart", T)));

            var other = batch(3, 8, AnIncident.of("cart", T).open());
            other.add(restart("web", T));
            assertThatThrownBy(() -> writer.write(other))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining(
                            "another process writes it as well: podtide.incidents-0 is no longer at offset 3");

            assertThat(rows(database, "SELECT workload FROM occurrence")).containsExactly("cart");
            assertThat(rows(database, "SELECT id FROM incident")).isEmpty();
            assertThat(rows(database, "SELECT next_offset FROM ingest_position"))
                    .containsExactly("5");
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void anOlderRevisionDoesNotReplaceANewerOne(Databases kind) {
        try (var database = kind.empty(directory);
                var writer = HistoryWriter.open(database)) {
            var incident = AnIncident.of("cart", T);
            writer.write(batch(0, 1, incident.resolvedAfter(Duration.ofMinutes(30))));
            writer.write(batch(1, 2, incident.open()));

            assertThat(rows(database, "SELECT revision, state FROM incident")).containsExactly("2 RESOLVED");
            assertThat(rows(database, "SELECT revision FROM incident_revision ORDER BY 1"))
                    .containsExactly("1", "2");
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void remembersTheOneBeforeItWithTheSameCause(Databases kind) {
        try (var database = kind.empty(directory);
                var writer = HistoryWriter.open(database)) {
            var first = AnIncident.of("cart", T);
            var second = AnIncident.of("cart", T.plus(Duration.ofDays(2)));
            var other = AnIncident.of("cart", T.plus(Duration.ofDays(3))).kind(first.kind(), "OTHER_CAUSE");
            writer.write(batch(0, 1, first.open()));
            writer.write(batch(1, 4, second.open(), other.open(), second.resolvedAfter(Duration.ofHours(1))));

            assertThat(rows(database, "SELECT started_at, previous_at FROM incident ORDER BY started_at"))
                    .extracting(row -> row.replace(".0", ""))
                    .containsExactly(
                            "2026-11-01 10:20:00 null",
                            "2026-11-03 10:20:00 2026-11-01 10:22:00",
                            "2026-11-04 10:20:00 null");
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void theImageOfAnIncidentIsThatOfItsContainersFailures(Databases kind) {
        try (var database = kind.empty(directory);
                var writer = HistoryWriter.open(database)) {
            var old = AnIncident.of("cart", T.minus(Duration.ofDays(3)));
            var pull = AnIncident.of("web", T).about(Map.of("image", "registry.example/web:typo"));
            var unknown = AnIncident.of("nothing", T);
            writer.write(batch(0, 1, restart("cart", T)));
            writer.write(batch(1, 5, AnIncident.of("cart", T).open(), old.open(), pull.open(), unknown.open()));

            assertThat(rows(database, "SELECT workload, image FROM incident ORDER BY workload, started_at"))
                    .containsExactly(
                            "cart ", "cart registry.example/cart:1", "nothing ", "web registry.example/web:typo");
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void silenceAndBrokenWatchesAreGaps(Databases kind) {
        try (var database = kind.empty(directory)) {
            try (var writer = HistoryWriter.open(database)) {
                var batch = batch(0, 1);
                batch.add(heartbeat("east", T));
                batch.add(heartbeat("east", T.plusSeconds(60)));
                batch.add(heartbeat("west", T));
                batch.add(0, new ClusterProgress("east", T.plusSeconds(50), false));
                batch.add(1, new ClusterProgress("east", T.plusSeconds(40), false));
                writer.write(batch);
            }
            try (var writer = HistoryWriter.open(database)) { // what is open is known after a restart
                var batch = batch(1, 2);
                batch.add(heartbeat("east", T.plusSeconds(300)));
                batch.add(new ClusterClock("west", T.plusSeconds(20), Mark.GAP_STARTED, null));
                writer.write(batch);
                assertThat(rows(database, "SELECT cluster FROM cluster WHERE gap_since IS NOT NULL"))
                        .containsExactly("west");
                var later = batch(2, 3);
                later.add(new ClusterClock("west", T.plusSeconds(200), Mark.GAP_ENDED, T.plusSeconds(20)));
                writer.write(later);
            }
            assertThat(rows(
                            database,
                            "SELECT cluster, reason, EXTRACT(MINUTE FROM started_at), EXTRACT(SECOND FROM started_at) FROM"
                                    + " cluster_gap ORDER BY cluster"))
                    .extracting(row -> row.replace(".000000", ""))
                    .containsExactly("east SILENT 21 0", "west WATCH 20 20");
            assertThat(rows(
                            database,
                            "SELECT cluster, EXTRACT(SECOND FROM processed_to) FROM cluster ORDER BY cluster"))
                    .extracting(row -> row.replace(".000000", ""))
                    .containsExactly("east 40", "west null");
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatIsNotSeenIsKnownWhileItLastsAndAGapOnceItIsOver(Databases kind) {
        var events = new Unseen(Part.EVENTS, Reason.FORBIDDEN, T.plusSeconds(5));
        var nodes = new Unseen(Part.NODES, Reason.UNREACHABLE, T.plusSeconds(15));
        try (var database = kind.empty(directory)) {
            try (var writer = HistoryWriter.open(database)) {
                var batch = batch(0, 1);
                batch.add(heartbeat("west", T));
                batch.add(heartbeat("east", T));
                batch.add(partly(T.plusSeconds(10), events));
                batch.add(partly(T.plusSeconds(20), events, nodes));
                writer.write(batch);
                assertThat(rows(database, UNSEEN))
                        .containsExactly("east EVENTS 5 FORBIDDEN", "east NODES 15 UNREACHABLE");
            }
            try (var writer = HistoryWriter.open(database)) { // and after a restart, of the ingestor too
                var batch = batch(1, 2);
                batch.add(partly(T.plusSeconds(30), new Unseen(Part.EVENTS, Reason.FAILED, T.plusSeconds(29))));
                writer.write(batch);
                assertThat(rows(database, UNSEEN)).containsExactly("east EVENTS 5 FAILED");

                var later = batch(2, 3);
                later.add(heartbeat("east", T.plusSeconds(40)));
                later.add(partly(T.plusSeconds(39), nodes)); // told again, and no news
                writer.write(later);
                assertThat(rows(database, UNSEEN)).isEmpty();
            }
            assertThat(rows(
                            database,
                            "SELECT cluster, reason, EXTRACT(SECOND FROM started_at), EXTRACT(SECOND FROM ended_at) FROM"
                                    + " cluster_gap ORDER BY reason"))
                    .extracting(row -> row.replace(".000000", ""))
                    .containsExactly("east EVENTS 5 40", "east NODES 15 30");
        }
    }

    private static ClusterClock partly(Instant at, Unseen... unseen) {
        return new ClusterClock("east", at, Mark.HEARTBEAT, null, List.of(unseen));
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void untrustedTextIsOnlyText(Databases kind) {
        var name = "'); DROP TABLE incident; --\t\n\\N\\.\u0000\"é😀";
        try (var database = kind.empty(directory);
                var writer = HistoryWriter.open(database)) {
            writer.write(batch(0, 1, AnIncident.of(name, T).open()));
            writer.write(batch(1, 2, restart(name, T)));

            var kept = name.replace('\u0000', '\uFFFD');
            assertThat(rows(database, "SELECT workload FROM incident")).containsExactly(kept);
            assertThat(rows(database, "SELECT workload FROM occurrence")).containsExactly(kept);
            assertThat(rows(database, "SELECT state FROM incident_revision")).containsExactly(State.OPEN.name());
        }
    }
}
