package io.podtide.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.wire.KafkaSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceIdTest {

    @TempDir
    Path directory;

    @Test
    void aDirectoryKeepsItsNameAndAnotherHasAnother() {
        var state = directory.resolve("state");
        var first = InstanceId.of(state);
        assertThat(InstanceId.of(state)).isEqualTo(first);
        assertThat(InstanceId.of(directory.resolve("other"))).isNotEqualTo(first);
    }

    @Test
    void oneThatAFullDiskHasCutShortIsMadeAnew() throws Exception {
        Files.writeString(directory.resolve("instance-id"), "");
        assertThat(InstanceId.of(directory)).isNotEmpty().isEqualTo(InstanceId.of(directory));
    }

    @Test
    void eachThreadIsAMemberByTheNameOfItsInstance() {
        assertThat(member(Map.of(), 1)).isEqualTo(InstanceId.of(directory) + "-1");
        assertThat(member(Map.of("kafka.group.instance.id", "ours"), 1)).isEqualTo("ours-1");
        assertThat(member(Map.of("kafka.consumer.group.instance.id", "ours"), 1))
                .isEqualTo("ours-1");
        assertThat(member(Map.of("kafka.main.consumer.group.instance.id", "ours"), 1))
                .isEqualTo("ours-1");
        assertThat(member(Map.of("kafka.group.protocol", "streams"), 1)).isNull();
    }

    private Object member(Map<String, String> kafka, int thread) {
        var settings = new StreamsSettings(KafkaSettings.of("broker:9092", kafka), "podtide", directory, 2);
        return new StreamsConfig(settings.propertiesOfInstance())
                .getMainConsumerConfigs("group", "client", thread)
                .get("group.instance.id");
    }
}
