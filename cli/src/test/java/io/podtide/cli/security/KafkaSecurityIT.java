package io.podtide.cli.security;

import static io.podtide.cli.CommandRun.podtide;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.podtide.cli.broker.SecuredBroker;
import io.podtide.cli.kube.FakeKube;
import io.podtide.cli.kube.Rbac;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.ingest.publish.KafkaSink;
import io.podtide.ingest.publish.PublishException;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.TopicSettings;
import io.podtide.wire.topic.TopicSetup;
import io.podtide.wire.topic.TopicUse;
import io.podtide.wire.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

/** Roles on a broker that asks for certificates and passwords, with the ACLs that {@code docs/security.md} lists, and no others. */
@Tag("slow")
class KafkaSecurityIT {

    private static final String INGEST = "prod-eu-1";
    private static final String STREAMS = "podtide-streams";
    private static final int PARTITIONS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> OBSERVED =
            List.of(Topics.POD_STATUS, Topics.KUBE_EVENTS, Topics.NODE_STATUS, Topics.CLUSTER_CLOCK);
    private static final Map<String, String> PASSWORDS = Map.of(
            SecuredBroker.ADMIN,
            "adm1n-hunter2-secret",
            INGEST,
            "1ngest-hunter2-secret",
            STREAMS,
            "str3ams-hunter2-secret",
            "half",
            "half-hunter2-secret",
            "nobody",
            "nobody-hunter2-secret",
            "revoked",
            "revoked-hunter2-secret",
            "streams-2",
            "str3ams2-hunter2-secret",
            "streams-3",
            "str3ams3-hunter2-secret",
            "streams-4",
            "str3ams4-hunter2-secret");

    @TempDir
    private static Path directory;

    private static final Pki PKI = new Pki("kafka-ca");
    private static SecuredBroker broker;
    private static FakeKube kube;

    @BeforeAll
    static void start() throws Exception {
        var identity = Pki.identity(PKI.certificate("broker", "127.0.0.1"));
        var tls = new HashMap<>(PKI.trust());
        tls.putAll(identity);
        broker = SecuredBroker.start(Files.createDirectory(directory.resolve("broker")), tls, PASSWORDS);
        PKI.trustFile(directory.resolve("ca.pem"));
        new Pki("another-ca").trustFile(directory.resolve("another-ca.pem"));
        TopicSetup.run(scram(SecuredBroker.ADMIN), TopicSettings.keptBySize(PARTITIONS, 1L << 26), PATIENCE);
        for (var lines : List.of(
                AclLines.of(INGEST),
                AclLines.of(STREAMS),
                AclLines.of(INGEST).to(INGEST, "revoked"),
                AclLines.of(INGEST).to(INGEST, "half").without(Topics.KUBE_EVENTS))) {
            lines.run(broker.scram(), adminProperties());
        }
        kube = new FakeKube(Rbac.of(Path.of("..", "deploy", "rbac", "ingest.yaml")));
        kube.kubeconfig(directory.resolve("kubeconfig"));
    }

    @AfterAll
    static void stop() {
        if (kube != null) {
            kube.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    private static KafkaSettings scram(String user) {
        return KafkaSettings.of(broker.scram(), properties(user, PASSWORDS.get(user), "ca.pem"));
    }

    private static Map<String, String> properties(String user, String password, String authority) {
        return Map.of(
                "kafka.security.protocol", "SASL_SSL",
                "kafka.sasl.mechanism", "SCRAM-SHA-512",
                "kafka.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                                .formatted(user, password),
                "kafka.ssl.truststore.type", "PEM",
                "kafka.ssl.truststore.location", directory.resolve(authority).toString());
    }

    private static Path adminProperties() throws IOException {
        var lines = new ArrayList<String>();
        scram(SecuredBroker.ADMIN).properties().forEach((key, value) -> lines.add(key + '=' + value));
        return Files.write(directory.resolve("admin.properties"), lines);
    }

    /** A file for {@code --config}. */
    private static String config(String user, String password, String authority) throws IOException {
        var lines = new ArrayList<String>();
        properties(user, password, authority).forEach((key, value) -> lines.add(key + '=' + value));
        return Files.write(Files.createTempFile(directory, user, ".properties"), lines)
                .toString();
    }

    private static String[] ingest(String servers, String config, String... more) {
        var all = new ArrayList<>(List.of("ingest", "--bootstrap-servers", servers, "--config", config));
        all.addAll(List.of("--kubeconfig", directory.resolve("kubeconfig").toString()));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void ingestWritesItsTopicsAndNoSecretLeavesTheClusterOrStandsInALog() throws Exception {
        var secrets = new PlantedSecrets();
        secrets.plantIn(kube);
        var config = config(INGEST, PASSWORDS.get(INGEST), "ca.pem");
        List<ConsumerRecord<byte[], byte[]>> records;
        try (var process = RoleProcess.start(
                directory.resolve("ingest.log"),
                ingest(broker.scram(), config, "--lease-namespace", "podtide", "-vvv"))) {
            records = await().atMost(PATIENCE)
                    .until(
                            KafkaSecurityIT::observed,
                            all -> count(all, Topics.POD_STATUS) >= secrets.pods()
                                    && count(all, Topics.KUBE_EVENTS) >= secrets.pods()
                                    && count(all, Topics.NODE_STATUS) >= secrets.pods()
                                    && count(all, Topics.CLUSTER_CLOCK) > 3 * PARTITIONS);
            process.terminate();
            assertThat(process.said()).contains("leads cluster prod-eu-1").hasSizeGreaterThan(10_000);
            assertThat(leaks(process.said(), secrets)).isEmpty();
            assertThat(process.said()).doesNotContain(PASSWORDS.values()).doesNotContain(FakeKube.TOKEN);
        }
        assertThat(kube.refusals()).isEmpty();

        var bytes = records.stream().map(KafkaSecurityIT::text).collect(Collectors.joining("\n"));
        assertThat(bytes.split(PlantedSecrets.KEPT, -1)).hasSizeGreaterThan(6 * secrets.pods());
        assertThat(leaks(bytes, secrets)).isEmpty();
    }

    /** Places whose secret can be found in the text. */
    private static List<String> leaks(String text, PlantedSecrets secrets) {
        return secrets.forms().entrySet().stream()
                .filter(place -> place.getValue().stream().anyMatch(text::contains))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static long count(List<ConsumerRecord<byte[], byte[]>> records, String topic) {
        return records.stream().filter(record -> record.topic().equals(topic)).count();
    }

    /** All bytes that were written, whatever they mean. */
    private static String text(ConsumerRecord<byte[], byte[]> record) {
        var text =
                new StringBuilder(new String(record.key(), ISO_8859_1)).append(new String(record.value(), ISO_8859_1));
        record.headers().forEach(header -> text.append(header.key()).append(new String(header.value(), ISO_8859_1)));
        return text.toString();
    }

    private static List<ConsumerRecord<byte[], byte[]>> observed() {
        var bytes = new ByteArrayDeserializer();
        var all = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(scram(SecuredBroker.ADMIN).client("test"), bytes, bytes)) {
            var partitions = OBSERVED.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var end = consumer.endOffsets(partitions);
            while (end.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
        }
        return all;
    }

    @Test
    void streamsRunWithWhatIsListedForThem() throws Exception {
        try (var sink = KafkaSink.open(scram(INGEST), topics(), PARTITIONS, "test")) {
            sink.clock(new ClusterClock("streams-test", Instant.now(), Mark.HEARTBEAT, null));
            sink.flush();
        }
        try (var process = RoleProcess.start(
                directory.resolve("streams.log"),
                "streams",
                "--bootstrap-servers",
                broker.scram(),
                "--config",
                config(STREAMS, PASSWORDS.get(STREAMS), "ca.pem"),
                "--state-dir",
                directory.resolve("state").toString(),
                "-vvv")) {
            process.awaitSaid("streams: running, 2 partitions");
            try (var admin = Admin.create(scram(SecuredBroker.ADMIN).client("test"))) {
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
            assertThat(process.said()).doesNotContain(PASSWORDS.values());
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
        new AclLines(lines).run(broker.scram(), adminProperties());
        try (var process = RoleProcess.start(
                directory.resolve(user + ".log"),
                "streams",
                "--bootstrap-servers",
                broker.scram(),
                "--config",
                config(user, PASSWORDS.get(user), "ca.pem"),
                "--state-dir",
                directory.resolve(user).toString())) {
            assertThat(process.awaitEnd()).isEqualTo(3);
            assertThat(process.said().strip()).matches("podtide streams: the streams have ended: " + regex);
        }
    }

    @Test
    void aCertificateIsAsGoodAsAPassword() throws Exception {
        var settings = mutual(Map.of(
                "kafka.ssl.keystore.type",
                "PEM",
                "kafka.ssl.keystore.location",
                Pki.identityFile(directory.resolve("ingest.pem"), PKI.certificate(INGEST))
                        .toString()));
        assertThat(TopicSetup.run(settings, TopicSettings.keptBySize(9, 1L << 26), TopicUse.INGEST, PATIENCE))
                .isEqualTo(PARTITIONS);
        try (var sink = KafkaSink.open(settings, topics(), PARTITIONS, "test")) {
            sink.clock(new ClusterClock("mutual-tls", Instant.now(), Mark.HEARTBEAT, null));
            sink.flush();
        }
        assertThat(observed()).anyMatch(record -> "mutual-tls".equals(new String(record.key(), UTF_8)));
    }

    private static KafkaSettings mutual(Map<String, String> more) {
        var all = new HashMap<>(Map.of(
                "kafka.security.protocol", "SSL",
                "kafka.ssl.truststore.type", "PEM",
                "kafka.ssl.truststore.location", directory.resolve("ca.pem").toString()));
        all.putAll(more);
        return KafkaSettings.of(broker.mutual(), all);
    }

    @Test
    void withoutACertificateNobodyIsLetIn() throws IOException {
        var config = Files.writeString(
                directory.resolve("no-certificate.properties"),
                "kafka.security.protocol=SSL\nkafka.ssl.truststore.type=PEM\nkafka.ssl.truststore.location="
                        + directory.resolve("ca.pem") + "\n");
        isRefused(broker.mutual(), config.toString(), "no TLS connection: .*certificate.*");
    }

    @Test
    void aBrokerWhoseAuthorityIsNotTrusted() throws Exception {
        var config = config(INGEST, PASSWORDS.get(INGEST), "another-ca.pem");
        isRefused(broker.scram(), config, "no TLS connection: .*Do ssl.truststore.* hold the brokers' authority.*");

        var said = directory.resolve("untrusted.log");
        try (var process = RoleProcess.start(said, ingest(broker.scram(), config))) {
            assertThat(process.awaitEnd()).isEqualTo(3);
            assertThat(process.said().lines()).hasSize(1);
        }
    }

    @Test
    void aBrokerByANameThatItsCertificateDoesNotHave() throws IOException {
        isRefused(
                broker.byAnotherName(),
                config(INGEST, PASSWORDS.get(INGEST), "ca.pem"),
                "no TLS connection: .*localhost.*");
    }

    @Test
    void aWrongPassword() throws IOException {
        isRefused(
                broker.scram(),
                config(INGEST, "wr0ng-hunter2-secret", "ca.pem"),
                "it does not let us in: Authentication failed .*SCRAM-SHA-512");
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        isRefused(
                broker.scram(),
                config("half", PASSWORDS.get("half"), "ca.pem"),
                " does not permit us to DESCRIBE topic podtide.kube-events \\(docs/security.md .*");
        new AclLines(List.of("kafka-acls.sh --bootstrap-server kafka:9093 --command-config admin.properties --add"
                        + " --allow-principal User:half --operation Describe --topic " + Topics.KUBE_EVENTS))
                .run(broker.scram(), adminProperties());
        isRefused(
                broker.scram(),
                config("half", PASSWORDS.get("half"), "ca.pem"),
                " does not permit us to WRITE topic podtide.kube-events \\(docs/security.md .*");
    }

    private static void isRefused(String servers, String config, String regex) {
        var run = podtide(ingest(servers, config));
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err().strip()).matches("podtide ingest: Kafka at " + servers + "(?:: )?" + regex);
        assertThat(run.out()).isEmpty();

        var verbose = podtide(ingest(servers, config, "-v"));
        assertThat(verbose.err())
                .contains("\tat ")
                .doesNotContain("hunter2-secret")
                .doesNotContain(FakeKube.TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {Topics.SYMPTOMS, Topics.INCIDENTS, Topics.RULES, Topics.DEAD_LETTERS})
    void ingestMayWriteNothingElse(String topic) {
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(scram(INGEST).producer("test"), bytes, bytes)) {
            var sent = producer.send(new ProducerRecord<>(topic, new byte[0]));
            assertThatThrownBy(sent::get).hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void ingestMayNeitherReadNorCreateNorAlter() {
        try (var admin = Admin.create(scram(INGEST).client("test"))) {
            var created = admin.createTopics(List.of(new NewTopic("podtide.more", 1, (short) 1)))
                    .all();
            assertThatThrownBy(created::get).hasCauseInstanceOf(AuthorizationException.class);
            var deleted = admin.deleteTopics(List.of(Topics.POD_STATUS)).all();
            assertThatThrownBy(deleted::get).hasCauseInstanceOf(AuthorizationException.class);
        }
        var bytes = new ByteArrayDeserializer();
        try (var consumer = new KafkaConsumer<>(scram(INGEST).client("test"), bytes, bytes)) {
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
        try (var sink = KafkaSink.open(scram("revoked"), topics(), PARTITIONS, "test")) {
            sink.clock(clock);
            sink.flush();
            new AclLines(AclLines.of(INGEST).to(INGEST, "revoked").lines().stream()
                            .map(line -> line.replace("--add", "--remove --force"))
                            .toList())
                    .run(broker.scram(), adminProperties());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThatThrownBy(() -> {
                                sink.clock(clock);
                                sink.flush();
                            })
                            .isInstanceOf(PublishException.class)
                            .hasMessage("Kafka did not take an observation: it does not permit us the use of topic "
                                    + "podtide.cluster-clock (docs/security.md lists what a role needs)"));
        }
    }

    private static Topics topics() {
        return Topics.of(SchemaIds.fixed());
    }
}
