package io.podtide.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.rule.RuleBook;
import io.podtide.rules.Causes;
import io.podtide.streams.state.FleetNews;
import io.podtide.wire.Epoch;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.SymptomRecord;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.Topic;
import io.podtide.wire.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The whole pipeline without a broker: one partition, and a wall clock that stands until it is moved. */
final class DrivenPipeline implements AutoCloseable {

    static final SchemaIds IDS = SchemaIds.fixed();
    static final Topics TOPICS = Topics.of(IDS);
    /** Rules may change, so that every test has its own. So few are kept in use that others are read from their stores. */
    static Stages stages() {
        return stages(1);
    }

    private static Stages stages(int inUse) {
        return new Stages(new RulesInForce(RuleBook.DEFAULTS), Causes.builtIn(), Stores.of(IDS), 1, inUse);
    }

    /** More than it takes until progress is told. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final TopologyTestDriver driver;
    private final TestOutputTopic<String, Incident> incidents;
    private final TestOutputTopic<String, SymptomRecord> symptoms;
    private final TestOutputTopic<byte[], byte[]> deadLetters;
    private @Nullable Path passing;

    /** For a property: what it keeps is gone when it is closed. */
    static DrivenPipeline passing(int inUse) throws IOException {
        var directory = Files.createTempDirectory("podtide-pipeline");
        var pipeline = new DrivenPipeline(stages(inUse), directory);
        pipeline.passing = directory;
        return pipeline;
    }

    DrivenPipeline(Path stateDir) {
        this(stages(), stateDir);
    }

    DrivenPipeline(Stages stages, Path stateDir) {
        var properties = properties(stateDir);
        driver = new TopologyTestDriver(Pipeline.of(TOPICS, stages, properties), properties, Times.START);
        incidents = output(TOPICS.incidents());
        symptoms = output(TOPICS.symptoms());
        deadLetters =
                driver.createOutputTopic(Topics.DEAD_LETTERS, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static Properties properties(Path stateDir) {
        // within transactions, the test driver forgets the dead letters of what cannot be read
        var kafka = KafkaSettings.of("nowhere:9092", Map.of("kafka.processing.guarantee", "at_least_once"));
        return new StreamsSettings(kafka, "podtide-test", stateDir, 1).properties();
    }

    static Topology topology(Path stateDir) {
        return Pipeline.of(TOPICS, stages(), properties(stateDir));
    }

    DrivenPipeline observes(Observation... observations) {
        return observes(Epoch.NONE, observations);
    }

    /** As the leader of this epoch writes them. */
    DrivenPipeline observes(Epoch epoch, Observation... observations) {
        for (var observation : observations) {
            if (observation instanceof PodStatus status) {
                input(TOPICS.podStatus(), status.key(), status, epoch);
            } else if (observation instanceof KubeEvent event) {
                input(TOPICS.kubeEvents(), event.key(), event, epoch);
            } else if (observation instanceof NodeStatus node) {
                input(TOPICS.nodeStatus(), node.key(), node, epoch);
            } else if (observation instanceof ClusterClock clock) {
                input(TOPICS.clusterClock(), clock.cluster(), clock, epoch);
            }
        }
        return this;
    }

    /** The time of the cluster has come so far, and all stages are told. */
    DrivenPipeline hearsFrom(String cluster, Instant at) {
        observes(new ClusterClock(cluster, at, Mark.HEARTBEAT, null));
        return waits(MOMENT);
    }

    /** The wall clock moves on. */
    DrivenPipeline waits(Duration time) {
        driver.advanceWallClockTime(time);
        return this;
    }

    /** A record as somebody else may write it. */
    DrivenPipeline takes(String topic, byte[] key, byte[] value) {
        return takes(topic, key, value, Times.START);
    }

    DrivenPipeline takes(String topic, byte[] key, byte[] value, Instant at) {
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, at));
        return this;
    }

    List<Incident> incidents() {
        return incidents.readValuesToList();
    }

    List<TestRecord<String, Incident>> incidentRecords() {
        return incidents.readRecordsToList();
    }

    List<SymptomRecord> symptoms() {
        return symptoms.readValuesToList();
    }

    List<TestRecord<String, SymptomRecord>> symptomRecords() {
        return symptoms.readRecordsToList();
    }

    /** What the second stage has passed to the third since this was last asked. */
    List<FleetNews> drafts() {
        return driver.createOutputTopic(
                        "podtide-test-incident-drafts-repartition",
                        new StringDeserializer(),
                        Stores.of(IDS).news().deserializer())
                .readValuesToList();
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        return deadLetters.readRecordsToList();
    }

    /** How often something was written to a store since this was last asked. */
    int writes(String store) {
        return driver.createOutputTopic(
                        "podtide-test-" + store + "-changelog",
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())
                .readRecordsToList()
                .size();
    }

    TopologyTestDriver driver() {
        return driver;
    }

    /** Nothing was told that the test did not ask for. */
    @Override
    public void close() {
        try (driver) {
            assertThat(incidents.readValuesToList())
                    .as("incidents nobody asked for")
                    .isEmpty();
            assertThat(deadLetters.readValuesToList())
                    .as("dead letters nobody asked for")
                    .isEmpty();
        } finally {
            if (passing != null) {
                delete(passing);
            }
        }
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <V extends Observation> void input(Topic<String, V> topic, String key, V value, Epoch epoch) {
        driver.createInputTopic(
                        topic.name(), new StringSerializer(), topic.valueSerde().serializer())
                .pipeInput(new TestRecord<>(key, value, new RecordHeaders(epoch.headers()), value.observedAt()));
    }

    private <V> TestOutputTopic<String, V> output(Topic<String, V> topic) {
        return driver.createOutputTopic(
                topic.name(), new StringDeserializer(), topic.valueSerde().deserializer());
    }
}
