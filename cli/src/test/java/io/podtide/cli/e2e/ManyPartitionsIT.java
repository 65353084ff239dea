package io.podtide.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podtide.cli.scenario.Scenario;
import io.podtide.cli.up.Speed;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.rule.RuleBook;
import io.podtide.streams.StreamsApp;
import io.podtide.streams.StreamsSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pods of a workload lie in different partitions here, whose tasks do not run at one pace. So what is told in between
 * may differ from run to run, and only how every incident stands in the end is compared.
 */
class ManyPartitionsIT {

    private static final int PARTITIONS = 4;

    /** Ten minutes in five seconds. Tasks are then less than half a minute of recorded time apart. */
    private static final Speed BOUNDED = new Speed(120);

    @TempDir
    Path directory;

    private final List<Observation> observations;

    ManyPartitionsIT() throws Exception {
        observations = Scenario.observations(
                Scenario.named("a10-bad-rollout", "c07-pvc", "g01-finalizer", "i01-rolling-update"));
    }

    @Test
    void everyIncidentEndsAsWithoutKafka() throws Exception {
        try (var broker = TestKafka.start(directory.resolve("broker"))) {
            var platform = Platform.on(broker, PARTITIONS, directory);
            try (var streams = platform.streams("streams")) {
                platform.play(observations, BOUNDED);
                Revisions.assertSameInTheEnd(platform.incidents(), Scenario.detected(RuleBook.DEFAULTS, observations));
                assertThat(streams.failure()).isNotDone();
            }
        }
    }

    @Test
    void twoInstancesShareTheWorkAndOneGoesOnAlone() throws Exception {
        int half = observations.size() / 2;
        try (var broker = TestKafka.start(directory.resolve("broker"))) {
            var platform = Platform.on(broker, PARTITIONS, directory);
            try (var stays = platform.streams("stays")) {
                try (StreamsApp goes = platform.streams("goes")) {
                    awaitWorkers(platform, 2);
                    platform.play(observations.subList(0, half), BOUNDED);
                    assertThat(goes.failure()).isNotDone();
                }
                platform.play(observations.subList(half, observations.size()), BOUNDED);
                Revisions.assertSameInTheEnd(platform.incidents(), Scenario.detected(RuleBook.DEFAULTS, observations));
                awaitWorkers(platform, 1);
                assertThat(stays.failure()).isNotDone();
            }
        }
    }

    /** The group moves tasks from one to the other in several steps. */
    private static void awaitWorkers(Platform platform, int count) {
        await().atMost(Platform.KAFKA_ANSWERS_WITHIN)
                .untilAsserted(() -> assertThat(workers(platform)).isEqualTo(count));
    }

    /** Members of the group that have partitions to work on. */
    private static long workers(Platform platform) throws Exception {
        try (var admin = Admin.create(platform.kafka().client("test-admin"))) {
            var group = admin.describeConsumerGroups(List.of(StreamsSettings.APPLICATION_ID))
                    .describedGroups()
                    .get(StreamsSettings.APPLICATION_ID)
                    .get();
            return group.members().stream()
                    .filter(member -> !member.assignment().topicPartitions().isEmpty())
                    .collect(Collectors.counting());
        }
    }
}
