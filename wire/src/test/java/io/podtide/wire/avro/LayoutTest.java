package io.podtide.wire.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.PodStatus;
import io.podtide.wire.Samples;
import io.podtide.wire.format.AvroLayout;
import io.podtide.wire.format.Generic;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.Topic;
import io.podtide.wire.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written field by field is what the schema says, for any reader of Avro. */
class LayoutTest {

    private static final List<PodStatus> PODS = List.of(Samples.pod(), Samples.barePod());
    private static final List<KubeEvent> EVENTS = List.of(Samples.event(), Samples.bareEvent());

    @Test
    void avroReadsWhatIsWrittenAndWritesTheSameBytes() throws IOException {
        for (var pod : PODS) {
            assertSameBytes(PodStatusAvro.LAYOUT, pod);
        }
        for (var event : EVENTS) {
            assertSameBytes(KubeEventAvro.LAYOUT, event);
        }
    }

    private static <T> void assertSameBytes(AvroLayout<T> layout, T value) throws IOException {
        assertThat(Generic.bytes(Generic.of(layout, value)))
                .containsExactlyInAnyOrder(Generic.bytes(layout, value)); // the order of maps is Avro's own
    }

    /** By the names of fields, by an earlier version; whatever is added since has its default. */
    @Test
    void whatWasWrittenByNameIsRead() throws IOException {
        var topics = Topics.of(SchemaIds.fixed());
        var written = writtenBefore();

        assertIs(topics.podStatus(), written.get("pod"), Samples.pod());
        assertIs(topics.podStatus(), written.get("barePod"), Samples.barePod());
        assertIs(topics.kubeEvents(), written.get("event"), Samples.event());
        assertIs(topics.kubeEvents(), written.get("bareEvent"), Samples.bareEvent());
    }

    private static <V> void assertIs(Topic<String, V> topic, byte[] before, V value) throws IOException {
        var serde = topic.valueSerde();
        var now = serde.serializer().serialize(topic.name(), value);

        assertThat(serde.deserializer().deserialize(topic.name(), before)).isEqualTo(value);
        assertThat(Generic.ofRecord(now, now)).isEqualTo(Generic.ofRecord(before, now));
    }

    /** The first had no words to be left alone by. */
    @ParameterizedTest
    @ValueSource(ints = {763_000_001, 763_000_013})
    void everyVersionOfAPodIsRead(int id) throws IOException {
        var topic = Topics.of(SchemaIds.fixed()).podStatus();
        var older = Generic.as(writtenBefore().get("barePod"), id);

        assertThat(topic.valueSerde().deserializer().deserialize(topic.name(), older))
                .isEqualTo(Samples.barePod());
    }

    /** By their names in {@code written-before.txt}: header and Avro, as a topic has them. */
    private static Map<String, byte[]> writtenBefore() throws IOException {
        var all = new HashMap<String, byte[]>();
        try (var resource = LayoutTest.class.getResourceAsStream("written-before.txt")) {
            new String(resource.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                int end = line.indexOf(' ');
                all.put(line.substring(0, end), Base64.getDecoder().decode(line.substring(end + 1)));
            });
        }
        return all;
    }

    @Test
    void whatAvroWritesIsReadInWhateverBlocksItComes() throws IOException {
        for (var pod : PODS) {
            assertIsRead(PodStatusAvro.LAYOUT, pod);
        }
        for (var event : EVENTS) {
            assertIsRead(KubeEventAvro.LAYOUT, event);
        }
    }

    private static <T> void assertIsRead(AvroLayout<T> layout, T value) throws IOException {
        var record = Generic.of(layout, value);

        assertThat(Generic.read(layout, Generic.bytes(record))).isEqualTo(value);
        assertThat(Generic.read(layout, Generic.inBlocks(record))).isEqualTo(value);
    }
}
