package io.podtide.cli.security;

import static io.podtide.cli.security.SecuredKafka.INGEST;
import static io.podtide.cli.security.SecuredKafka.PARTITIONS;
import static io.podtide.cli.security.SecuredKafka.PATIENCE;
import static io.podtide.cli.security.SecuredKafka.STREAMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.ingest.publish.KafkaSink;
import io.podtide.ingest.publish.PublishException;
import io.podtide.wire.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each role works with the ACLs that {@code docs/security.md} lists for it, and with no others. */
@Tag("slow")
class KafkaPermissionsIT {

    private static final String ALERTS = "podtide-alerts";
    private static final String TRENDS = "podtide-trends";
    private static final String PLAYER = "podtide-player";

    @TempDir
    private static Path directory;

    private static SecuredKafka kafka;

    @BeforeAll
    static void start() throws Exception {
        kafka = SecuredKafka.start(
                directory,
                INGEST,
                STREAMS,
                ALERTS,
                TRENDS,
                PLAYER,
                "half",
                "revoked",
                "streams-2",
                "streams-3",
                "streams-4");
        for (var lines : List.of(
                AclLines.of(INGEST),
                AclLines.of(STREAMS),
                AclLines.of(ALERTS),
                AclLines.of(TRENDS),
                AclLines.of(PLAYER),
                AclLines.of(INGEST).to(INGEST, "revoked"),
                AclLines.of(INGEST).to(INGEST, "half").without(Topics.KUBE_EVENTS))) {
            kafka.run(lines);
        }
    }

    @AfterAll
    static void stop() {
        if (kafka != null) {
            kafka.close();
        }
    }

    @Test
    void streamsRunWithWhatIsListedForThem() throws Exception {
        try (var sink = KafkaSink.open(kafka.scram(INGEST), kafka.topics(), PARTITIONS, "test")) {
            sink.accept(new ClusterClock("streams-test", Instant.now(), Mark.HEARTBEAT, null));
            sink.flush();
        }
        var state = directory.resolve("state").toString();
        try (var process = kafka.role("streams", STREAMS, "--state-dir", state, "-vvv")) {
            process.awaitSaid("streams: running, 2 partitions");
            try (var admin = Admin.create(kafka.admin().client("test"))) {
                await().atMost(PATIENCE)
                        .until(
                                () -> admin
                                        .listConsumerGroupOffsets("podtide")
                                        .partitionsToOffsetAndMetadata()
                                        .get()
                                        .keySet()
                                        .stream()
                                        .anyMatch(partition -> partition.topic().equals(Topics.SYMPTOMS)));
            }
            process.terminate();
            assertThat(process.said()).doesNotContain("hunter2-secret");
        }
    }

    /** Without one of its lines: internal topics, group, transactions. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2 | .*podtide-.*
            3 | .*it does not permit us to READ group podtide .*
            4 | .*it does not permit us to WRITE with our transactional id .*
            """)
    void whatStreamsMissIsNamed(int line, String regex) throws Exception {
        var user = "streams-" + line;
        var lines = new ArrayList<>(AclLines.of(STREAMS).to(STREAMS, user).lines());
        lines.remove(line);
        kafka.run(new AclLines(lines));
        var state = directory.resolve(user).toString();
        try (var process = kafka.role("streams", user, "--state-dir", state)) {
            assertThat(process.awaitEnd()).isEqualTo(3);
            assertThat(process.said().strip()).matches("podtide streams: the streams have ended: " + regex);
        }
    }

    @Test
    void alertsRunWithWhatIsListedForThem() throws Exception {
        var receivers = Files.writeString(directory.resolve("alerts.yaml"), """
                receivers: [{name: hook, webhook: {url: "http://127.0.0.1:9/"}}]
                fallback: hook
                """);
        try (var process = kafka.role("alerts", ALERTS, "--alerts", receivers.toString())) {
            process.awaitSaid("alerts: at the desk"); // it has joined its group, read its state and begun a transaction
            process.terminate();
            assertThat(process.said().lines()).allMatch(line -> line.startsWith("alerts: "));
        }
    }

    @Test
    void trendsRunWithWhatIsListedForThem() throws Exception {
        var database = directory.resolve("history.duckdb").toString();
        try (var process = kafka.role("trends serve", TRENDS, "--database", database, "--port", "0")) {
            process.awaitSaid("trends: page at ");
            process.terminate();
            assertThat(process.said().lines()).hasSize(1);
        }
    }

    @Test
    void recordingsArePlayedWithWhatIsListedForThem() throws Exception {
        var recording = Files.writeString(directory.resolve("quiet.jsonl"), """
                {"observedAt":"2026-11-21T00:00:00Z","cluster":"played","type":"ADDED","object":{"kind":"Node",\
                "apiVersion":"v1","metadata":{"name":"a","uid":"a","resourceVersion":"1"}}}
                """);
        try (var process = kafka.role(
                "ingest", PLAYER, "--recording", recording.toString(), "--speed", "max", "--exit-when-done")) {
            assertThat(process.awaitEnd()).as(process.said()).isZero();
            assertThat(process.said()).contains("played to the end, ");
        }
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        var servers = kafka.broker().scram();
        kafka.assertRefused(
                servers,
                kafka.config("half"),
                " does not permit us to DESCRIBE topic podtide.kube-events \\(docs/security.md .*");
        kafka.run(new AclLines(
                List.of("kafka-acls.sh --bootstrap-server kafka:9093 --command-config admin.properties --add"
                        + " --allow-principal User:half --operation Describe --topic " + Topics.KUBE_EVENTS)));
        kafka.assertRefused(
                servers,
                kafka.config("half"),
                " does not permit us to WRITE topic podtide.kube-events \\(docs/security.md .*");
    }

    @ParameterizedTest
    @ValueSource(strings = {Topics.SYMPTOMS, Topics.INCIDENTS, Topics.RULES, Topics.DEAD_LETTERS, Topics.ALERT_STATE})
    void ingestMayWriteNothingElse(String topic) {
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(kafka.scram(INGEST).producer("test"), bytes, bytes)) {
            var sent = producer.send(new ProducerRecord<>(topic, new byte[0]));
            assertThatThrownBy(sent::get).hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void ingestMayNeitherReadNorCreateNorAlter() {
        try (var admin = Admin.create(kafka.scram(INGEST).client("test"))) {
            var created = admin.createTopics(List.of(new NewTopic("podtide.more", 1, (short) 1)))
                    .all();
            assertThatThrownBy(created::get).hasCauseInstanceOf(AuthorizationException.class);
            var deleted = admin.deleteTopics(List.of(Topics.POD_STATUS)).all();
            assertThatThrownBy(deleted::get).hasCauseInstanceOf(AuthorizationException.class);
        }
        var bytes = new ByteArrayDeserializer();
        try (var consumer = new KafkaConsumer<>(kafka.scram(INGEST).client("test"), bytes, bytes)) {
            consumer.assign(List.of(new TopicPartition(Topics.POD_STATUS, 0)));
            consumer.seekToBeginning(consumer.assignment());
            assertThatThrownBy(() -> {
                        while (true) {
                            consumer.poll(Duration.ofMillis(200));
                        }
                    })
                    .isInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void aPermissionThatIsWithdrawnIsSaidInALine() throws Exception {
        var clock = new ClusterClock("revoked", Instant.now(), Mark.HEARTBEAT, null);
        try (var sink = KafkaSink.open(kafka.scram("revoked"), kafka.topics(), PARTITIONS, "test")) {
            sink.accept(clock);
            sink.flush();
            kafka.run(new AclLines(AclLines.of(INGEST).to(INGEST, "revoked").lines().stream()
                    .map(line -> line.replace("--add", "--remove --force"))
                    .toList()));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThatThrownBy(() -> {
                                sink.accept(clock);
                                sink.flush();
                            })
                            .isInstanceOf(PublishException.class)
                            .hasMessage("Kafka did not take an observation: it does not permit us the use of topic "
                                    + "podtide.cluster-clock (docs/security.md lists what a role needs)"));
        }
    }
}
