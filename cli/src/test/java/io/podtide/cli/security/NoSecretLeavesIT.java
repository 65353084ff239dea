package io.podtide.cli.security;

import static io.podtide.cli.security.SecuredKafka.INGEST;
import static io.podtide.cli.security.SecuredKafka.PARTITIONS;
import static io.podtide.cli.security.SecuredKafka.PATIENCE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podtide.cli.kube.FakeKube;
import io.podtide.wire.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code podtide ingest} writes and says, all of it, where a cluster is full of secrets. */
@Tag("slow")
class NoSecretLeavesIT {

    @TempDir
    Path directory;

    @Test
    void ingestWritesItsTopicsAndNoSecretLeavesTheClusterOrStandsInALog() throws Exception {
        try (var kafka = SecuredKafka.start(directory, INGEST)) {
            kafka.run(AclLines.of(INGEST));
            var secrets = new PlantedSecrets();
            secrets.plantIn(kafka.kube());
            var records = ingested(kafka, secrets);
            assertThat(kafka.kube().refusals()).isEmpty();

            var bytes = records.stream().map(NoSecretLeavesIT::text).collect(Collectors.joining("\n"));
            assertThat(bytes.split(PlantedSecrets.KEPT, -1)).hasSizeGreaterThan(6 * secrets.pods());
            assertThat(leaks(bytes, secrets)).isEmpty();
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> ingested(SecuredKafka kafka, PlantedSecrets secrets) throws Exception {
        try (var process = RoleProcess.start(
                directory.resolve("ingest.log"),
                kafka.ingest(kafka.broker().scram(), kafka.config(INGEST), "--lease-namespace", "podtide", "-vvv"))) {
            var records = await().atMost(PATIENCE)
                    .until(
                            kafka::observed,
                            all -> count(all, Topics.POD_STATUS) >= secrets.pods()
                                    && count(all, Topics.KUBE_EVENTS) >= secrets.pods()
                                    && count(all, Topics.NODE_STATUS) >= secrets.pods()
                                    && count(all, Topics.CLUSTER_CLOCK) > 3 * PARTITIONS);
            process.terminate();
            assertThat(process.said()).contains("leads cluster prod-eu-1").hasSizeGreaterThan(10_000);
            assertThat(leaks(process.said(), secrets)).isEmpty();
            assertThat(process.said())
                    .doesNotContain(kafka.password(INGEST))
                    .doesNotContain("hunter2-secret")
                    .doesNotContain(FakeKube.TOKEN);
            return records;
        }
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
}
