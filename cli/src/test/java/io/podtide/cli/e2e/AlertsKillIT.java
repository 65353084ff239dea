package io.podtide.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podtide.cli.print.IncidentBuilder;
import io.podtide.detect.incident.Incident;
import io.podtide.wire.IncidentJson;
import io.podtide.wire.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code podtide alerts} is killed (SIGKILL) again and again while incidents come: each is told once, and ended. */
@Tag("slow")
class AlertsKillIT {

    private static final int PARTITIONS = 3;

    @TempDir
    Path directory;

    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean writing = new AtomicBoolean(true);
    private TestKafka broker;
    private Platform platform;
    private PagedPeople people;
    private Path config;

    @BeforeEach
    void start() throws IOException {
        broker = TestKafka.start(directory.resolve("broker"));
        platform = Platform.on(broker, PARTITIONS, directory);
        people = new PagedPeople(1);
        config = Files.writeString(directory.resolve("alerts.yaml"), """
                receivers:
                - {name: hook, webhook: {url: "%s"}}
                - {name: pager, pagerduty: {url: "%s", routing-key: {env: PATH}}}
                - {name: chat, slack: {api: "%s", channel: %s, token: {env: PATH}}}
                - {name: am, alertmanager: {urls: ["%s"]}}
                fallback: [hook, pager, chat, am]
                calm: {settle: 0s, storm: {incidents: 1000000, pods: 1000000}}
                """.formatted(
                        people.url("/hook"),
                        people.url("/pagerduty"),
                        people.url("/slack/"),
                        PagedPeople.CHANNEL,
                        people.url("/am")));
    }

    @AfterEach
    void stop() throws Exception {
        writing.set(false);
        if (people != null) {
            people.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void tenKillsNeitherLoseNorRepeatAPage() throws Exception {
        killAndCount(10, 500);
    }

    @Test
    @Tag("nightly")
    void fiftyKillsNeitherLoseNorRepeatAPage() throws Exception {
        killAndCount(50, 500);
    }

    private void killAndCount(int kills, int everyMillis) throws Exception {
        var writer = new Thread(() -> write(everyMillis));
        writer.start();
        var random = new Random(7);
        for (int i = 0; i < kills; i++) {
            try (var alerts = alerts()) {
                if (i % 5 > 0) { // one in five while it starts
                    alerts.awaitErr("at the desk");
                }
                TimeUnit.MILLISECONDS.sleep(random.nextInt(1_000));
                alerts.kill();
                alerts.awaitEnd();
            }
        }
        writing.set(false);
        var ended = System.nanoTime();
        try (var last = alerts("--http-port", "0")) {
            var health = URI.create(last.awaitErr("health and metrics at ").replaceAll(".* at ", ""));
            try {
                await().atMost(Duration.ofMinutes(3))
                        .untilAsserted(() -> assertThat(people.missing(ids)).isEmpty());
            } catch (ConditionTimeoutException e) {
                last.terminate();
                throw new AssertionError(String.join("\n", last.err()), e);
            }
            writer.join();
            saysHowItIs(health);
        } finally {
            writer.interrupt();
        }
        System.out.println(kills + " kills, " + ids.size() + " incidents: " + people.summary() + ", all told and ended "
                + (System.nanoTime() - ended) / 1_000_000 + " ms after the last kill");
        assertThat(ids).hasSizeGreaterThan(kills);
        people.pages().forEach((service, pages) -> {
            assertThat(pages.keySet()).as("told by %s", service).isEqualTo(ids);
            assertThat(PagedPeople.others(pages))
                    .as("told twice by %s", service)
                    .isEmpty();
        });
    }

    private UpProcess alerts(String... more) throws IOException {
        var words = new ArrayList<>(List.of(
                "alerts",
                "--bootstrap-servers",
                broker.bootstrapServers(),
                "--alerts",
                config.toString(),
                "--instance-id",
                "one"));
        words.addAll(List.of(more));
        return UpProcess.command(words);
    }

    /** As kubelets and Prometheus ask it. */
    private static void saysHowItIs(URI health) throws Exception {
        var client = HttpClient.newHttpClient();
        for (var path : List.of("/health/live", "/health/ready", "/health", "/metrics")) {
            var answer =
                    client.send(HttpRequest.newBuilder(health.resolve(path)).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            if (path.equals("/health")) {
                assertThat(answer.body()).contains("\"state\":\"AT_DESK\"", "\"hook\":{\"waiting\":");
            } else if (path.equals("/metrics")) {
                assertThat(answer.body())
                        .contains(
                                "podtide_alerts_at_desk 1.0",
                                "podtide_alerts_messages_total{reason=\"resolved\",receiver=\"hook\"}",
                                "podtide_alerts_delivery_seconds_bucket{receiver=\"am\",le=\"0.1\"}",
                                "podtide_alerts_failing_seconds{receiver=\"chat\"}",
                                "podtide_alerts_dead_letters_total{receiver=\"pager\"} 0.0");
            }
        }
    }

    /** Opens one after the other, and ends each as soon as everybody has been told. */
    private void write(int everyMillis) {
        try (var producer = new KafkaProducer<>(
                platform.kafka().producer("test-incidents"),
                new StringSerializer(),
                platform.topics().incidents().valueSerde().serializer())) {
            var open = new HashSet<String>();
            while (writing.get() || !open.isEmpty()) {
                if (writing.get()) {
                    var id = UUID.randomUUID().toString();
                    ids.add(id);
                    open.add(id);
                    send(producer, incident(id, 1, "OPEN"));
                }
                for (var id : people.toldEverywhere(open)) {
                    open.remove(id);
                    send(producer, incident(id, 2, "RESOLVED"));
                }
                TimeUnit.MILLISECONDS.sleep(everyMillis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(KafkaProducer<String, Incident> producer, Incident incident) {
        var unused = producer.send(new ProducerRecord<>(Topics.INCIDENTS, incident.subject(), incident));
    }

    private static Incident incident(String id, int revision, String state) {
        ObjectNode tree = IncidentJson.toTree(IncidentBuilder.anIncident().build());
        tree.put("id", id).put("workload", "w-" + id).put("revision", revision).put("state", state);
        if (state.equals("RESOLVED")) {
            tree.put("resolvedAt", "2026-11-21T11:00:00.000Z").put("resolution", "RECOVERED");
        }
        return IncidentJson.fromTree(tree);
    }
}
