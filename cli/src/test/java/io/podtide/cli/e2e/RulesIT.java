package io.podtide.cli.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podtide.cli.rule.RuleFilePublisher;
import io.podtide.cli.rule.RuleTopic;
import io.podtide.cli.up.Speed;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.ContainerState;
import io.podtide.detect.observation.ContainerStatus;
import io.podtide.detect.observation.ContainerStatus.Role;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodCondition;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.observation.PodStatus.RestartPolicy;
import io.podtide.detect.observation.Workload;
import io.podtide.streams.StreamsApp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules on their topic, with a real broker, while the streams run. */
@Tag("slow")
class RulesIT {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final int PARTITIONS = 2;

    @TempDir
    Path directory;

    private TestKafka broker;
    private Platform platform;
    private RuleTopic rules;

    @BeforeEach
    void startKafka() {
        broker = TestKafka.start(directory.resolve("broker"));
        platform = Platform.on(broker, PARTITIONS, directory);
        rules = new RuleTopic(platform.kafka());
    }

    @AfterEach
    void stopKafka() throws Exception {
        if (broker != null) { // a skipped test has none
            broker.close();
        }
    }

    @Test
    void rulesTakeEffectInAllInstancesWithoutARestart() throws Exception {
        try (var one = platform.streams("one");
                var two = platform.streams("two")) {
            platform.play(
                    List.of(pending("shop", "cart"), pending("pay", "api"), pending("lab", "test"), beat(90)),
                    Speed.MAX);
            assertThat(platform.incidents()).isEmpty();

            rules.publish("default", """
                    rules: {pending: {unschedulable: 1m}}
                    overrides: [{match: {namespace: lab}, off: [pending]}]
                    """.getBytes(UTF_8));
            awaitOpen("shop/cart: pending 1m unschedulable", "pay/api: pending 1m unschedulable");

            rules.publish("default", "rules: [".getBytes(UTF_8));
            rules.publish("lab", "overrides: [{match: {namespace: lab}, off: []}]".getBytes(UTF_8));
            platform.play(List.of(pending("shop", "late"), beat(300)), Speed.MAX);
            awaitOpen(
                    "shop/cart: pending 1m unschedulable",
                    "pay/api: pending 1m unschedulable",
                    "shop/late: pending 1m unschedulable");
            assertRunning(one, two);
        }
    }

    @Test
    void rulesThatCameWhileNothingRanAreInForceFromTheFirstRecordOn() throws Exception {
        try (var streams = platform.streams("one")) {
            platform.play(List.of(pending("shop", "cart"), beat(30)), Speed.MAX);
            assertThat(platform.incidents()).isEmpty();
            assertRunning(streams);
        }
        rules.publish("default", "overrides: [{match: {}, off: [pending]}]".getBytes(UTF_8));
        rules.publish("default", "no rules".getBytes(UTF_8)); // leaves those of before in force, after a restart too
        try (var streams = platform.streams("one")) {
            platform.play(List.of(beat(900)), Speed.MAX);
            assertThat(platform.incidents()).isEmpty();
            assertRunning(streams);
        }
    }

    @Test
    void aFileIsOnTheTopicAndFollowed() throws Exception {
        var file = Files.writeString(directory.resolve("rules.yaml"), "rules: {oom: {kills: 3}}");
        var notes = new CopyOnWriteArrayList<String>();
        var publisher = RuleFilePublisher.start(platform.kafka(), file, notes::add);
        try (publisher) {
            assertThat(kills()).isEqualTo(3);
            Files.writeString(file, "rules: {oom: {kills: none}, evicted: {pods: 0}}");
            await().atMost(Duration.ofSeconds(30)).until(() -> notes.size() == 4);
            assertThat(kills()).isEqualTo(3);
            Files.writeString(file, "rules: {oom: {kills: 4}}");
            await().atMost(Duration.ofSeconds(30)).until(() -> kills() == 4);
            await().atMost(Duration.ofSeconds(30)).until(() -> notes.size() == 5);
        }
        assertThat(notes)
                .containsExactly(
                        "rules: " + file + " is in force: oom.kills: 3, was 2",
                        "rules: " + file + " has mistakes, those of before stay in force",
                        file + ": line 1: rules.oom.kills: needs a whole number, not \"none\"",
                        file + ": line 1: rules.evicted.pods: must be at least 1",
                        "rules: " + file + " is in force: oom.kills: 4, was 3");
        notes.clear();
        RuleFilePublisher.start(platform.kafka(), file, notes::add).close();
        assertThat(notes).as("what is there already is not published again").isEmpty();
        assertThat(rules.versions()).hasSize(2);
    }

    private int kills() {
        return RuleTopic.inForce(rules.versions()).rules().oom().kills();
    }

    private void awaitOpen(String... lines) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(platform.incidentsSoFar())
                        .extracting(RulesIT::line)
                        .containsExactlyInAnyOrder(lines));
    }

    private static String line(Incident incident) {
        return incident.namespace() + "/" + incident.workload() + ": " + incident.rule();
    }

    private static void assertRunning(StreamsApp... apps) {
        assertThat(apps).allSatisfy(app -> assertThat(app.failure()).isNotDone());
    }

    private static Observation beat(int second) {
        return new ClusterClock("eu-1", START.plusSeconds(second), Mark.HEARTBEAT, null);
    }

    private static Observation pending(String namespace, String name) {
        var scheduled = new PodCondition("PodScheduled", "False", "Unschedulable", "0/1 nodes are available.", START);
        var container = new ContainerStatus(
                "app", Role.REGULAR, "app:1", 0, false, new ContainerState.Waiting("", ""), null, null, null);
        return new PodStatus(
                new Workload("eu-1", "", namespace, "Deployment", name),
                name + "-1",
                "uid-" + name,
                Map.of(),
                1,
                START,
                Delivery.CHANGED,
                null,
                RestartPolicy.ALWAYS,
                false,
                START,
                null,
                null,
                List.of(),
                Phase.PENDING,
                "",
                "",
                List.of(scheduled),
                List.of(container));
    }
}
