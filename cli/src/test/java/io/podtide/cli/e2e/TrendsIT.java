package io.podtide.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Resolution;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.incident.IncidentId;
import io.podtide.detect.observation.Workload;
import io.podtide.detect.symptom.PodRef;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import io.podtide.trends.store.Database;
import io.podtide.trends.store.Database.Access;
import io.podtide.wire.SymptomRecord;
import io.podtide.wire.topic.Topic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The role {@code trends} as a process of its own, on a real broker. */
@Tag("slow")
class TrendsIT {

    private static final Instant T = Instant.parse("2026-11-01T00:00:00Z");
    private static final int INCIDENTS = 12_000;
    private static final int RESTARTS = 25_000;

    @TempDir
    Path directory;

    @Test
    void killedAtAnyMomentItNeitherLosesNorDoubles() throws Exception {
        try (var broker = TestKafka.start(directory.resolve("broker"))) {
            var platform = Platform.on(broker, 3, directory);
            write(platform, INCIDENTS / 2, RESTARTS / 2, 0);
            for (int wait : new int[] {1, 500, 3_000}) { // rows, after which it is killed
                try (var server = serve(broker)) {
                    await().atMost(Duration.ofMinutes(2)).until(() -> server.ready() && server.rows() >= wait);
                    server.kill();
                }
                write(platform, INCIDENTS / 6, RESTARTS / 6, wait);
            }
            long incidents = INCIDENTS / 2 + 3 * (INCIDENTS / 6);
            long restarts = RESTARTS / 2 + 3 * (RESTARTS / 6);
            try (var server = serve(broker)) {
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
        all.addAll(List.of("--database", database()));
        try (var process = UpProcess.command(all)) {
            process.awaitEnd();
            return new Run(String.join("\n", process.out()), String.join("\n", process.err()));
        }
    }

    private String database() {
        return directory.resolve("history.duckdb").toString();
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
        try (var opened = Database.open(database(), Access.READ);
                var connection = opened.borrow();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private Server serve(TestKafka broker) throws Exception {
        return new Server(
                UpProcess.command(List.of(
                        "trends",
                        "serve",
                        "--bootstrap-servers",
                        broker.bootstrapServers(),
                        "--database",
                        database(),
                        "--port",
                        "0")),
                directory.resolve("history.duckdb.url"));
    }

    /** Incidents with two revisions, and restarts; among them a transaction that is aborted. */
    private static void write(Platform platform, int incidents, int restarts, int round) {
        var settings = platform.kafka().producer("test-streams");
        settings.put("transactional.id", "test-streams");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, platform.topics().incidents(), "aborted", incident("aborted", round, 1));
            producer.flush();
            producer.abortTransaction();
            producer.beginTransaction();
            for (int i = 0; i < Math.max(incidents, restarts); i++) {
                var workload = "w" + round + "-" + i;
                if (i < incidents) {
                    send(producer, platform.topics().incidents(), workload, incident(workload, i, 1));
                    send(producer, platform.topics().incidents(), workload, incident(workload, i, 2));
                }
                if (i < restarts) {
                    send(producer, platform.topics().symptoms(), workload, restart(workload, i));
                }
                if (i % 2_000 == 1_999) {
                    producer.commitTransaction();
                    producer.beginTransaction();
                }
            }
            producer.commitTransaction();
        }
    }

    private static <T> void send(KafkaProducer<String, byte[]> producer, Topic<String, T> topic, String key, T value) {
        var bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
        var unused = producer.send(new ProducerRecord<>(topic.name(), key, bytes)); // the commit tells of failures
    }

    private static SymptomRecord restart(String workload, int second) {
        return new SymptomRecord.OfPod(new SymptomChange(
                new Workload("east", "", "shop", "Deployment", workload),
                new PodRef(workload + "-uid", workload + "-1", "node-a"),
                Symptom.RESTARTS,
                Change.OCCURRED,
                T.plusSeconds(second),
                T.plusSeconds(second),
                "app",
                "registry.example/app:1",
                1,
                null,
                false,
                Diagnosis.NONE,
                Map.of("team", "checkout"),
                "restart-loop 3 in 10m"));
    }

    private static Incident incident(String workload, int second, int revision) {
        var startedAt = T.plusSeconds(second);
        var resolvedAt = revision == 2 ? startedAt.plusSeconds(600) : null;
        return new Incident(
                IncidentId.of("east", workload, Kind.RESTART_LOOP, startedAt),
                revision,
                revision == 2 ? State.RESOLVED : State.OPEN,
                Kind.RESTART_LOOP,
                Scope.WORKLOAD,
                Severity.WARNING,
                "east",
                "",
                "shop",
                "Deployment",
                workload,
                null,
                "app",
                List.of(),
                1,
                "APPLICATION_ERROR",
                Map.of(),
                List.of(),
                "fails",
                "look",
                startedAt,
                startedAt.plusSeconds(60),
                resolvedAt == null ? startedAt.plusSeconds(60) : resolvedAt,
                resolvedAt,
                resolvedAt == null ? null : Resolution.RECOVERED,
                3,
                0,
                null,
                Map.of("team", "checkout"),
                "restart-loop 3 in 10m");
    }

    /** As its API tells. */
    private record Server(UpProcess process, Path note) implements AutoCloseable {

        boolean ready() {
            return Files.exists(note) && status().hasNonNull("feed");
        }

        long rows() {
            return status().path("feed").path("rows").asLong();
        }

        long behind() {
            var feed = status().path("feed");
            return feed.path("rows").asLong() == 0 ? -1 : feed.path("behind").asLong(-1);
        }

        private JsonNode status() {
            try {
                var request = HttpRequest.newBuilder(
                                URI.create(Files.readString(note).strip()).resolve("/api/v1/status"))
                        .timeout(Duration.ofSeconds(20))
                        .build();
                return new ObjectMapper()
                        .readTree(HttpClient.newHttpClient()
                                .send(request, BodyHandlers.ofString())
                                .body());
            } catch (java.io.IOException e) {
                return new ObjectMapper().createObjectNode(); // of the one before it, or not up yet
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        void kill() {
            process.kill();
        }

        void terminate() throws Exception {
            process.terminate();
            assertThat(process.awaitEnd()).isIn(0, 143);
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
