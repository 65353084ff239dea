package io.podtide.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podtide.alerts.AlertsApp;
import io.podtide.alerts.AlertsSettings;
import io.podtide.alerts.AlertsStatus.State;
import io.podtide.alerts.ConfigFile;
import io.podtide.alerts.Watched;
import io.podtide.alerts.config.AlertsReader;
import io.podtide.alerts.sink.Sinks;
import io.podtide.cli.print.IncidentBuilder;
import io.podtide.detect.incident.Incident;
import io.podtide.wire.IncidentJson;
import io.podtide.wire.topic.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts with a real broker and a webhook, within this process. */
class AlertsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern SUBJECT = Pattern.compile("\"subject\":\"([^\"]+)\"");
    private static final Pattern TYPE = Pattern.compile("\"type\":\"io\\.podtide\\.incident\\.([a-z]+)\"");

    @TempDir
    Path directory;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Map<String, Long> toldAt = new ConcurrentHashMap<>();
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private TestKafka broker;
    private Platform platform;
    private HttpServer webhook;
    private Path config;
    private KafkaProducer<String, Incident> producer;

    @BeforeEach
    void start() throws IOException {
        broker = TestKafka.start(directory.resolve("broker"));
        platform = Platform.on(broker, 2, directory);
        webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        webhook.createContext("/", exchange -> {
            try (exchange) {
                var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                var line = exchange.getRequestURI().getPath() + ' ' + group(TYPE, body) + ' ' + group(SUBJECT, body);
                toldAt.putIfAbsent(group(SUBJECT, body), System.nanoTime());
                told.add(line);
                exchange.sendResponseHeaders(204, -1);
            }
        });
        webhook.start();
        config = Files.writeString(directory.resolve("alerts.yaml"), config("first"));
        producer = new KafkaProducer<>(
                platform.kafka().producer("test-incidents"),
                new StringSerializer(),
                platform.topics().incidents().valueSerde().serializer());
    }

    private String config(String path) {
        return """
                receivers: [{name: hook, webhook: {url: "http://127.0.0.1:%d/%s"}}]
                fallback: hook
                calm: {settle: 0s, storm: {incidents: 100000, pods: 1000000}}
                """.formatted(webhook.getAddress().getPort(), path);
    }

    private static String group(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.find() ? found.group(1) : "?";
    }

    @AfterEach
    void stop() throws IOException {
        if (producer != null) {
            producer.close();
        }
        if (webhook != null) {
            webhook.stop(0);
        }
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void anotherInstanceTakesOverAndTheFileIsFollowed() throws Exception {
        var one = alerts("one");
        try {
            awaitNote("one: alerts: at the desk");
            open("a");
            awaitTold("/first opened a");
            try (var two = alerts("two")) {
                awaitNote("two: alerts: waiting");
                assertThat(one.status().state()).isEqualTo(State.AT_DESK);
                assertThat(two.status().state()).isEqualTo(State.WAITING);
                assertThat(two.isInTouch()).isTrue();
                Files.writeString(config, config("second"));
                awaitNote("one: alerts: " + config + " is in force");
                Files.writeString(config, "receivers: [");
                awaitNote("one: alerts: " + config + " has mistakes");
                Files.writeString(config, config("second"));
                open("b");
                awaitTold("/second opened b");
                one.close();
                awaitNote("two: alerts: at the desk, 2 incidents known");
                open("c");
                resolve("a");
                awaitTold("/second opened c", "/second resolved a");
                assertThat(two.failure()).isNotDone();
                assertThat(two.status().state()).isEqualTo(State.AT_DESK);
                assertThat(one.status().state()).isEqualTo(State.STOPPED);
            }
        } finally {
            one.close();
        }
        assertThat(told)
                .containsExactlyInAnyOrder(
                        "/first opened a", "/second opened b", "/second opened c", "/second resolved a");
    }

    /** It may be at the desk no more, and would be the last to know. */
    @Test
    void whoHasNotHeardOfKafkaForASessionIsNotInTouch() throws Exception {
        try (var one = alerts("one")) {
            awaitNote("one: alerts: at the desk");
            await().atMost(PATIENCE).until(one::isInTouch);
            broker.close();
            broker = null;
            await().atMost(PATIENCE).until(() -> !one.isInTouch());
            assertThat(one.failure()).isNotDone();
        }
    }

    @Test
    void anUnreadableRecordHoldsNothingUp() throws Exception {
        try (var bytes = new KafkaProducer<>(
                        platform.kafka().producer("test-garbage"), new StringSerializer(), new StringSerializer());
                var one = alerts("one")) {
            awaitNote("one: alerts: at the desk");
            bytes.send(new ProducerRecord<>(Topics.INCIDENTS, "x", "no incident"))
                    .get();
            open("a");
            awaitTold("/first opened a");
            assertThat(one.failure()).isNotDone();
        }
    }

    /** Prints a measure, without the time to settle. */
    @Test
    void fromTheRecordToTheMessage() throws Exception {
        int count = 200;
        try (var one = alerts("one")) {
            awaitNote("one: alerts: at the desk");
            open("warm-up");
            awaitTold("/first opened warm-up");
            var sentAt = new ConcurrentHashMap<String, Long>();
            for (int i = 0; i < count; i++) {
                sentAt.put("i" + i, System.nanoTime());
                open("i" + i);
                Thread.sleep(60); // the pace of what comes, not a wait
            }
            await().atMost(PATIENCE).until(() -> toldAt.keySet().containsAll(sentAt.keySet()));
            var millis = new ArrayList<Long>();
            sentAt.forEach((id, at) -> millis.add((toldAt.getOrDefault(id, 0L) - at) / 1_000_000));
            millis.sort(null);
            System.out.printf(
                    "from incident record to message, %d incidents: p50 %d ms, p99 %d ms%n",
                    count, millis.get(count / 2), millis.get(count * 99 / 100));
            assertThat(one.failure()).isNotDone();
        }
        assertThat(told).hasSize(count + 1).doesNotHaveDuplicates();
    }

    private AlertsApp alerts(String name) throws IOException {
        var settings =
                new AlertsSettings(platform.kafka(), platform.topics(), AlertsSettings.GROUP, null, text -> text);
        var file = new ConfigFile(
                config, AlertsReader.read(config, Sinks.KINDS).orThrow(), null, note -> notes.add(name + ": " + note));
        return AlertsApp.start(
                settings, file, Watched.in(new SimpleMeterRegistry()), note -> notes.add(name + ": " + note));
    }

    private void awaitNote(String start) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(notes).anyMatch(note -> note.startsWith(start)));
    }

    private void awaitTold(String... lines) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(told).contains(lines));
    }

    private void open(String id) {
        send(id, 1, "OPEN");
    }

    private void resolve(String id) {
        send(id, 2, "RESOLVED");
    }

    private void send(String id, int revision, String state) {
        var tree = IncidentJson.toTree(IncidentBuilder.anIncident().build());
        tree.put("id", id).put("workload", "w-" + id).put("revision", revision).put("state", state);
        var incident = IncidentJson.fromTree(tree);
        var unused = producer.send(new ProducerRecord<>(Topics.INCIDENTS, incident.subject(), incident));
    }
}
