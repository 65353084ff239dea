package io.podtide.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.podtide.wire.KafkaSettings;
import io.podtide.wire.topic.BrokerUnreachableException;
import io.podtide.wire.topic.TopicMismatchException;
import io.podtide.wire.topic.TopicSettings;
import io.podtide.wire.topic.TopicSetup;
import io.podtide.wire.topic.Topics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicSetupIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final TopicSettings TWELVE_PARTITIONS = TopicSettings.keptBySize(12, 1L << 28);

    @TempDir
    Path directory;

    private TestKafka broker;

    @BeforeEach
    void start() {
        broker = TestKafka.start(directory);
    }

    @AfterEach
    void stop() throws Exception {
        if (broker != null) { // a skipped test has none
            broker.close();
        }
    }

    /** Without waiting for their leaders most fresh topics would lose records of an idempotent producer. */
    @Test
    void freshTopicsTakeRecordsAtOnce() throws Exception {
        assertThat(TopicSetup.run(broker.settings(), TWELVE_PARTITIONS, PATIENCE))
                .isEqualTo(12);
        var text = new StringSerializer();
        var sent = new ArrayList<Future<RecordMetadata>>();
        try (var producer = new KafkaProducer<>(broker.settings().producer("test"), text, text)) {
            for (int partition = 0; partition < 12; partition++) {
                for (var topic : List.of(Topics.POD_STATUS, Topics.KUBE_EVENTS, Topics.CLUSTER_CLOCK)) {
                    sent.add(producer.send(new ProducerRecord<>(topic, partition, "key", "value")));
                }
            }
        }
        for (var future : sent) {
            assertThat(future.get().offset()).isZero();
        }
    }

    @Test
    void aSecondTimeItTakesTheTopicsAsTheyAre() {
        TopicSetup.run(broker.settings(), TopicSettings.keptBySize(3, 1L << 28), PATIENCE);
        assertThat(TopicSetup.run(broker.settings(), TWELVE_PARTITIONS, PATIENCE))
                .isEqualTo(3);
    }

    @Test
    void topicsThatDoNotFitTogetherAreRefusedByNameAndNumber() throws Exception {
        try (var admin = Admin.create(broker.settings().client("test"))) {
            admin.createTopics(List.of(
                            new NewTopic(Topics.POD_STATUS, 6, (short) 1),
                            new NewTopic(Topics.KUBE_EVENTS, 4, (short) 1)))
                    .all()
                    .get();
        }
        assertThatThrownBy(() -> TopicSetup.run(broker.settings(), TWELVE_PARTITIONS, PATIENCE))
                .isInstanceOf(TopicMismatchException.class)
                .hasMessageContaining(Topics.POD_STATUS + " has 6")
                .hasMessageContaining(Topics.KUBE_EVENTS + " has 4")
                .hasMessageContaining("--alter --topic " + Topics.KUBE_EVENTS + " --partitions 6");
    }

    @Test
    void aBrokerThatDoesNotAnswerIsSaidInBoundedTime() throws Exception {
        String nobody;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = "127.0.0.1:" + socket.getLocalPort();
        }
        var settings = KafkaSettings.of(nobody, Map.of());
        assertTimeoutPreemptively(
                Duration.ofSeconds(15),
                () -> assertThatThrownBy(() -> TopicSetup.run(settings, TWELVE_PARTITIONS, Duration.ofSeconds(3)))
                        .isInstanceOf(BrokerUnreachableException.class)
                        .hasMessageContaining(nobody)
                        .hasMessageContaining("within 3 s"));
    }
}
