package io.podtide.cli.security;

import static io.podtide.cli.CommandRun.podtide;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.cli.broker.SecuredBroker;
import io.podtide.cli.kube.FakeKube;
import io.podtide.cli.kube.Rbac;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A broker that asks for certificates and passwords, with all topics of Podtide and no ACL but those a test grants; and a cluster
 * that {@code podtide ingest} can be pointed at.
 */
final class SecuredKafka implements AutoCloseable {

    static final String INGEST = "prod-eu-1";
    static final String STREAMS = "podtide-streams";
    static final int PARTITIONS = 2;
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final List<String> OBSERVED =
            List.of(Topics.POD_STATUS, Topics.KUBE_EVENTS, Topics.NODE_STATUS, Topics.CLUSTER_CLOCK);

    private final Pki pki = new Pki("kafka-ca");
    private final Path directory;
    private final Map<String, String> passwords = new HashMap<>();
    private final SecuredBroker broker;
    private final FakeKube kube;

    private SecuredKafka(Path directory, String... users) throws Exception {
        this.directory = directory;
        passwords.put(SecuredBroker.ADMIN, "adm1n-hunter2-secret");
        for (var user : users) {
            passwords.put(user, user + "-hunter2-secret");
        }
        var tls = new HashMap<>(pki.trust());
        tls.putAll(Pki.identity(pki.certificate("broker", "127.0.0.1")));
        broker = SecuredBroker.start(Files.createDirectory(directory.resolve("broker")), tls, passwords);
        pki.trustFile(directory.resolve("ca.pem"));
        new Pki("another-ca").trustFile(directory.resolve("another-ca.pem"));
        kube = new FakeKube(Rbac.of(Path.of("..", "deploy", "rbac", "ingest.yaml")));
        kube.kubeconfig(directory.resolve("kubeconfig"));
    }

    /** @param users who have a password, and may do nothing */
    static SecuredKafka start(Path directory, String... users) throws Exception {
        var kafka = new SecuredKafka(directory, users);
        for (var use : List.of(TopicUse.STREAMS, TopicUse.ALERTS)) {
            TopicSetup.run(kafka.admin(), TopicSettings.keptBySize(PARTITIONS, 1L << 26), use, PATIENCE);
        }
        return kafka;
    }

    /** Grants, or takes back, what the lines say. */
    void run(AclLines lines) throws IOException {
        var admin = new ArrayList<String>();
        admin().properties().forEach((key, value) -> admin.add(key + '=' + value));
        lines.run(broker.scram(), Files.write(directory.resolve("admin.properties"), admin));
    }

    KafkaSettings admin() {
        return scram(SecuredBroker.ADMIN);
    }

    KafkaSettings scram(String user) {
        return KafkaSettings.of(broker.scram(), properties(user, password(user), "ca.pem"));
    }

    String password(String user) {
        return passwords.getOrDefault(user, "");
    }

    private Map<String, String> properties(String user, String password, String authority) {
        return Map.of(
                "kafka.security.protocol", "SASL_SSL",
                "kafka.sasl.mechanism", "SCRAM-SHA-512",
                "kafka.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                                .formatted(user, password),
                "kafka.ssl.truststore.type", "PEM",
                "kafka.ssl.truststore.location", directory.resolve(authority).toString());
    }

    /** For who shows the certificate of this name. */
    KafkaSettings mutual(String name) throws Exception {
        var identity = Pki.identityFile(directory.resolve(name + ".pem"), pki.certificate(name));
        return KafkaSettings.of(
                broker.mutual(),
                Map.of(
                        "kafka.security.protocol", "SSL",
                        "kafka.ssl.truststore.type", "PEM",
                        "kafka.ssl.truststore.location",
                                directory.resolve("ca.pem").toString(),
                        "kafka.ssl.keystore.type", "PEM",
                        "kafka.ssl.keystore.location", identity.toString()));
    }

    /** A file for {@code --config}. */
    String config(String user) throws IOException {
        return config(user, password(user), "ca.pem");
    }

    String config(String user, String password, String authority) throws IOException {
        var lines = new ArrayList<String>();
        properties(user, password, authority).forEach((key, value) -> lines.add(key + '=' + value));
        return Files.write(Files.createTempFile(directory, user, ".properties"), lines)
                .toString();
    }

    SecuredBroker broker() {
        return broker;
    }

    FakeKube kube() {
        return kube;
    }

    Topics topics() {
        return Topics.of(SchemaIds.fixed());
    }

    String[] ingest(String servers, String config, String... more) {
        var all = new ArrayList<>(List.of("ingest", "--bootstrap-servers", servers, "--config", config));
        all.addAll(List.of("--kubeconfig", directory.resolve("kubeconfig").toString()));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /** @param command its words, by blanks */
    RoleProcess role(String command, String user, String... more) throws IOException {
        var all = new ArrayList<>(List.of(command.split(" ", -1)));
        all.addAll(List.of("--bootstrap-servers", broker.scram(), "--config", config(user)));
        all.addAll(List.of(more));
        return RoleProcess.start(directory.resolve(user + ".log"), all.toArray(String[]::new));
    }

    /** In one line, which names no secret; nor does it say one when asked for more. */
    void assertRefused(String servers, String config, String regex) {
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

    /** All that was written to the topics of ingest. */
    List<ConsumerRecord<byte[], byte[]>> observed() {
        var bytes = new ByteArrayDeserializer();
        var all = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(admin().client("test"), bytes, bytes)) {
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

    @Override
    public void close() {
        kube.close();
        broker.close();
    }
}
