package io.podtide.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podtide.wire.KafkaSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {

    private static Properties properties(Map<String, String> kafka) {
        return new StreamsSettings(KafkaSettings.of("broker:9092", kafka), "podtide-eu", Path.of("state"), 3, 1)
                .properties();
    }

    @Test
    void whatIsSaidOfTheStreamsIsPassedOn() {
        assertThat(properties(Map.of()))
                .containsEntry("bootstrap.servers", "broker:9092")
                .containsEntry("application.id", "podtide-eu")
                .containsEntry("state.dir", "state")
                .containsEntry("num.stream.threads", 3)
                .containsEntry("num.standby.replicas", 1)
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("default.timestamp.extractor", WallClockBoundTimestamps.class)
                .containsEntry("errors.dead.letter.queue.topic.name", "podtide.dead-letters");
    }

    @Test
    void kafkasOwnSettingsWinOverOurDefaults() {
        assertThat(properties(Map.of(
                        "kafka.processing.guarantee", "at_least_once",
                        "kafka.consumer.max.poll.records", "7",
                        "kafka.num.stream.threads", "5")))
                .containsEntry("processing.guarantee", "at_least_once")
                .containsEntry("consumer.max.poll.records", "7")
                .containsEntry("num.stream.threads", "5");
    }

    @Test
    void theBrokersThatAreNamedWinOverThoseAmongTheSettings() {
        assertThat(properties(Map.of("kafka.bootstrap.servers", "elsewhere:9092")))
                .containsEntry("bootstrap.servers", "broker:9092");
    }

    @Test
    void prefixesReachTheClientsThatTheyName() {
        var config = new StreamsConfig(properties(Map.of(
                "kafka.security.protocol", "SASL_SSL",
                "kafka.main.consumer.max.poll.records", "11",
                "kafka.restore.consumer.max.poll.records", "12",
                "kafka.producer.linger.ms", "13")));
        var main = config.getMainConsumerConfigs("group", "client", 0);
        assertThat(main).containsEntry("max.poll.records", "11").containsEntry("security.protocol", "SASL_SSL");
        assertThat(main).containsEntry("session.timeout.ms", 10_000);
        assertThat(config.getRestoreConsumerConfigs("client")).containsEntry("max.poll.records", "12");
        assertThat(config.getProducerConfigs("client"))
                .containsEntry("linger.ms", "13")
                .containsEntry("compression.type", "lz4");
    }

    @Test
    void theyWinWithoutThePrefixOfAClientToo() {
        var config = new StreamsConfig(properties(Map.of(
                "kafka.compression.type", "zstd",
                "kafka.linger.ms", "1",
                "kafka.batch.size", "2",
                "kafka.max.request.size", "3",
                "kafka.session.timeout.ms", "30000",
                "kafka.heartbeat.interval.ms", "4000",
                "kafka.max.poll.records", "5",
                "kafka.producer.batch.size", "6")));
        assertThat(config.getProducerConfigs("client"))
                .containsEntry("compression.type", "zstd")
                .containsEntry("linger.ms", "1")
                .containsEntry("batch.size", "6")
                .containsEntry("max.request.size", "3");
        assertThat(config.getMainConsumerConfigs("group", "client", 0))
                .containsEntry("session.timeout.ms", "30000")
                .containsEntry("heartbeat.interval.ms", "4000")
                .containsEntry("max.poll.records", "5")
                .containsEntry("auto.offset.reset", "earliest");
    }

    @Test
    void aLargeRecordOfOursIsTakenByOurOwnTopics() {
        var config = new StreamsConfig(properties(Map.of()));
        assertThat(config.getProducerConfigs("client")).containsEntry("max.request.size", 8_388_608);
        assertThat(config.originalsWithPrefix("topic.")).containsEntry("max.message.bytes", 8_388_608);
    }

    @Test
    void whatIsNotKafkasIsNotPassedOn() {
        assertThat(properties(Map.of("podtide.secret", "x", "kafka.sasl.mechanism", "PLAIN")))
                .containsEntry("sasl.mechanism", "PLAIN")
                .doesNotContainKeys("podtide.secret", "secret", "kafka.sasl.mechanism");
    }

    @Test
    void withoutAThreadNothingRuns() {
        var kafka = KafkaSettings.of("broker:9092", Map.of());
        assertThatThrownBy(() -> new StreamsSettings(kafka, "podtide", Path.of("state"), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("streams need at least 1 thread, not 0");
    }
}
