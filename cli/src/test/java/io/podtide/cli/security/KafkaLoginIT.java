package io.podtide.cli.security;

import static io.podtide.cli.security.SecuredKafka.INGEST;
import static io.podtide.cli.security.SecuredKafka.PARTITIONS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.ingest.publish.KafkaSink;
import io.podtide.wire.topic.TopicSettings;
import io.podtide.wire.topic.TopicSetup;
import io.podtide.wire.topic.TopicUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in by Kafka, and what a person reads who is not. */
@Tag("slow")
class KafkaLoginIT {

    @TempDir
    private static Path directory;

    private static SecuredKafka kafka;

    @BeforeAll
    static void start() throws Exception {
        kafka = SecuredKafka.start(directory, INGEST);
        kafka.run(AclLines.of(INGEST));
    }

    @AfterAll
    static void stop() {
        if (kafka != null) {
            kafka.close();
        }
    }

    @Test
    void aCertificateIsAsGoodAsAPassword() throws Exception {
        var settings = kafka.mutual(INGEST);
        assertThat(TopicSetup.run(
                        settings, TopicSettings.keptBySize(9, 1L << 26), TopicUse.INGEST, SecuredKafka.PATIENCE))
                .isEqualTo(PARTITIONS);
        try (var sink = KafkaSink.open(settings, kafka.topics(), PARTITIONS, "test")) {
            sink.accept(new ClusterClock("mutual-tls", Instant.now(), Mark.HEARTBEAT, null));
            sink.flush();
        }
        assertThat(kafka.observed()).anyMatch(record -> "mutual-tls".equals(new String(record.key(), UTF_8)));
    }

    @Test
    void withoutACertificateNobodyIsLetIn() throws IOException {
        var config = Files.writeString(
                directory.resolve("no-certificate.properties"),
                "kafka.security.protocol=SSL\nkafka.ssl.truststore.type=PEM\nkafka.ssl.truststore.location="
                        + directory.resolve("ca.pem") + "\n");
        kafka.assertRefused(kafka.broker().mutual(), config.toString(), "no TLS connection: .*certificate.*");
    }

    @Test
    void aBrokerWhoseAuthorityIsNotTrusted() throws Exception {
        var servers = kafka.broker().scram();
        var config = kafka.config(INGEST, kafka.password(INGEST), "another-ca.pem");
        kafka.assertRefused(servers, config, "no TLS connection: .*Do ssl.truststore.* hold the brokers' authority.*");

        var said = directory.resolve("untrusted.log");
        try (var process = RoleProcess.start(said, kafka.ingest(servers, config))) {
            assertThat(process.awaitEnd()).isEqualTo(3);
            assertThat(process.said().lines()).hasSize(1);
        }
    }

    @Test
    void aBrokerByANameThatItsCertificateDoesNotHave() throws IOException {
        kafka.assertRefused(kafka.broker().byAnotherName(), kafka.config(INGEST), "no TLS connection: .*localhost.*");
    }

    @Test
    void aWrongPassword() throws IOException {
        kafka.assertRefused(
                kafka.broker().scram(),
                kafka.config(INGEST, "wr0ng-hunter2-secret", "ca.pem"),
                "it does not let us in: Authentication failed .*SCRAM-SHA-512");
    }
}
