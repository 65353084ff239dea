package io.podtide.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podtide.cli.scenario.Scenario;
import io.podtide.cli.up.Speed;
import io.podtide.detect.rule.RuleBook;
import io.podtide.streams.StreamsMeters;
import io.podtide.wire.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersIT {

    private static final byte[] NO_AVRO = "no Avro at all".getBytes(StandardCharsets.UTF_8);
    private static final byte[] UNKNOWN_ID =
            ByteBuffer.allocate(9).put((byte) 0).putInt(999_999_999).putInt(42).array();

    @TempDir
    Path directory;

    @Test
    void whatCannotBeReadIsKeptWithTheReasonAndTheRestGoesOn() throws Exception {
        var observations = Scenario.observations(new Scenario("a10-bad-rollout"));
        int half = observations.size() / 2;
        try (var broker = TestKafka.start(directory.resolve("broker"))) {
            var platform = Platform.on(broker, 1, directory);
            var registry = new SimpleMeterRegistry();
            try (var streams = platform.streams("streams", new StreamsMeters(registry))) {
                platform.play(observations.subList(0, half), Speed.MAX);
                send(platform, "a", NO_AVRO);
                send(platform, "b", UNKNOWN_ID);
                platform.play(observations.subList(half, observations.size()), Speed.MAX);

                Revisions.assertSame(platform.incidents(), Scenario.detected(RuleBook.DEFAULTS, observations));
                assertThat(streams.failure()).isNotDone();
            }
            assertThat(deadLetters(platform))
                    .satisfiesExactly(
                            letter -> isDeadLetter(letter, "a", NO_AVRO, "neither in the Confluent wire format"),
                            letter -> isDeadLetter(letter, "b", UNKNOWN_ID, "999999999, which is unknown"));
            assertThat(registry.get("podtide.streams.dead.letters")
                            .tag("reason", "unreadable")
                            .counter()
                            .count())
                    .as("by the meters of the instance; what is rolled back counts again")
                    .isGreaterThanOrEqualTo(2);
        }
    }

    private static void isDeadLetter(ConsumerRecord<byte[], byte[]> letter, String key, byte[] value, String why) {
        assertThat(letter.key()).asString().isEqualTo(key);
        assertThat(letter.value()).isEqualTo(value);
        var headers = new TreeMap<String, String>();
        letter.headers().forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
        assertThat(headers)
                .containsEntry("__streams.errors.topic", Topics.POD_STATUS)
                .containsEntry("__streams.errors.partition", "0")
                .containsEntry("__streams.errors.exception", "org.apache.kafka.common.errors.SerializationException")
                .containsKeys("__streams.errors.offset", "__streams.errors.stacktrace");
        assertThat(headers.get("__streams.errors.message")).contains(why);
    }

    private static void send(Platform platform, String key, byte[] value) throws Exception {
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(platform.kafka().producer("test-broken"), bytes, bytes)) {
            producer.send(new ProducerRecord<>(Topics.POD_STATUS, key.getBytes(StandardCharsets.UTF_8), value))
                    .get();
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> deadLetters(Platform platform) {
        var partition = new TopicPartition(Topics.DEAD_LETTERS, 0);
        var settings = platform.kafka().client("test-dead-letters");
        settings.putAll(Map.of("isolation.level", "read_committed", "enable.auto.commit", false));
        var bytes = new ByteArrayDeserializer();
        var letters = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(letters::add);
            }
        }
        return letters;
    }
}
