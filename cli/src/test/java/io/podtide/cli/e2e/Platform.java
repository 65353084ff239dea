package io.podtide.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.cli.IncidentTopic;
import io.podtide.cli.up.Drained;
import io.podtide.cli.up.Pace;
import io.podtide.cli.up.Speed;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.rule.RuleBook;
import io.podtide.ingest.publish.KafkaSink;
import io.podtide.rules.Causes;
import io.podtide.streams.Pipeline;
import io.podtide.streams.RulesInForce;
import io.podtide.streams.Stages;
import io.podtide.streams.Stores;
import io.podtide.streams.StreamsApp;
import io.podtide.streams.StreamsMeters;
import io.podtide.streams.StreamsSettings;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.TopicSettings;
import io.podtide.wire.topic.TopicSetup;
import io.podtide.wire.topic.TopicUse;
import io.podtide.wire.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Podtide's roles on a Kafka under test, to be started and stopped as a test wants. */
record Platform(KafkaSettings kafka, Topics topics, RuleBook rules, int partitions, Path directory) {

    static final Duration KAFKA_ANSWERS_WITHIN = Duration.ofSeconds(30);

    private static final Duration RUNS_WITHIN = Duration.ofSeconds(60);
    private static final Duration DRAINS_WITHIN = Duration.ofMinutes(2);
    private static final long KEPT_PER_PARTITION = 1L << 28;

    /** With topics that are fresh. */
    static Platform on(TestKafka broker, int partitions, Path directory) {
        var kafka = broker.settings();
        var kept = TopicSettings.keptBySize(partitions, KEPT_PER_PARTITION);
        TopicSetup.run(kafka, kept, KAFKA_ANSWERS_WITHIN);
        TopicSetup.run(kafka, kept, TopicUse.ALERTS, KAFKA_ANSWERS_WITHIN);
        return new Platform(kafka, Topics.of(SchemaIds.fixed()), RuleBook.DEFAULTS, partitions, directory);
    }

    Platform by(RuleBook others) {
        return new Platform(kafka, topics, others, partitions, directory);
    }

    /** An instance at work. Instances with different names keep their state apart and share the work. */
    StreamsApp streams(String name) throws Exception {
        return streams(name, StreamsMeters.none());
    }

    /** The same, measured. */
    StreamsApp streams(String name, StreamsMeters meters) throws Exception {
        var app = starting(name, 0, meters);
        app.running().get(RUNS_WITHIN.toSeconds(), TimeUnit.SECONDS);
        return app;
    }

    /** An instance that may not be at work yet. */
    StreamsApp starting(String name) {
        return starting(name, 0);
    }

    StreamsApp starting(String name, int standbys) {
        return starting(name, standbys, StreamsMeters.none());
    }

    private StreamsApp starting(String name, int standbys, StreamsMeters meters) {
        var stages = new Stages(new RulesInForce(rules), Causes.builtIn(), Stores.of(SchemaIds.fixed()), partitions)
                .withMeters(meters);
        var settings = new StreamsSettings(kafka, StreamsSettings.APPLICATION_ID, directory.resolve(name), 1, standbys);
        return StreamsApp.start(new Pipeline.Parts(topics, stages), settings);
    }

    /** As {@code up} does, and returns when Kafka has all of them. */
    void play(List<Observation> observations, Speed speed) throws InterruptedException {
        var pace = new Pace(speed);
        try (var sink = KafkaSink.open(kafka, topics, partitions, "test-ingest")) {
            for (var observation : observations) {
                pace.await(observation.observedAt());
                if (observation instanceof ClusterClock) {
                    sink.flush();
                }
                sink.accept(observation);
            }
            sink.flush();
        }
    }

    /** All revisions on the topic, once the streams have dealt with all there is. */
    List<Incident> incidents() {
        assertThat(Drained.await(kafka, DRAINS_WITHIN))
                .as("the streams have dealt with everything")
                .isTrue();
        return incidentsSoFar();
    }

    List<Incident> incidentsSoFar() {
        var incidents = new ArrayList<Incident>();
        try (var topic = IncidentTopic.open(kafka, topics)) {
            topic.readKnown(incidents::add);
        }
        return incidents;
    }
}
