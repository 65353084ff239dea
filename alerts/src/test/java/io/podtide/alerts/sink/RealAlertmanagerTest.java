package io.podtide.alerts.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.podtide.alerts.AnIncident;
import io.podtide.alerts.calm.Content;
import io.podtide.alerts.calm.Outcome.Arrived;
import io.podtide.alerts.calm.Reason;
import io.podtide.alerts.config.Receiver.Wording;
import io.podtide.alerts.message.Message;
import io.podtide.detect.incident.Incident.Severity;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debian's prometheus-alertmanager receives, groups and resolves: two replicas, and what they notify of. Skipped where it is
 * not installed.
 */
class RealAlertmanagerTest {

    private static final String BINARY = "prometheus-alertmanager";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path directory;

    private final List<Process> replicas = new ArrayList<>();
    private final List<URI> urls = new ArrayList<>();
    private final Http http = new Http();
    private FakeService notified;
    private Sink sink;

    @BeforeEach
    void start() throws Exception {
        var installed = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, BINARY)));
        assumeThat(installed).as("%s is installed", BINARY).isTrue();
        notified = new FakeService();
        replica();
        replica();
        for (var url : urls) {
            await().atMost(PATIENCE)
                    .failFast(this::areAllAlive)
                    .until(() -> http.get(url.resolve("/-/ready"), Map.of()) instanceof Http.Result.Answer answer
                            && answer.status() == 200);
        }
        sink = new Sinks()
                .of(new Alertmanager("am", urls, null, Duration.ofMinutes(1), Duration.ofMinutes(15), Wording.OURS));
    }

    private void areAllAlive() throws IOException {
        for (int i = 0; i < replicas.size(); i++) {
            assertThat(replicas.get(i).isAlive())
                    .as(Files.readString(home(i).resolve("log")))
                    .isTrue();
        }
    }

    private Path home(int replica) {
        return directory.resolve("am" + replica);
    }

    private void replica() throws IOException {
        var home = Files.createDirectory(home(replicas.size()));
        var config = Files.writeString(home.resolve("alertmanager.yml"), """
                route: {receiver: hook, group_by: [cause], group_wait: 2s, group_interval: 2s, repeat_interval: 1h}
                receivers: [{name: hook, webhook_configs: [{url: "%s"}]}]
                """.formatted(notified.url("/notified")));
        int port = freePort();
        urls.add(URI.create("http://127.0.0.1:" + port + "/"));
        var process = new ProcessBuilder(
                        BINARY,
                        "--config.file=" + config,
                        "--storage.path=" + home.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile());
        replicas.add(process.start());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @AfterEach
    void stop() throws Exception {
        for (var replica : replicas) {
            replica.destroy();
            replica.waitFor(10, TimeUnit.SECONDS);
        }
        if (notified != null) {
            notified.close();
        }
    }

    @Test
    void itReceivesGroupsAndResolves() throws Exception {
        var all = List.of(new AnIncident("a"), new AnIncident("b"), new AnIncident("c"));
        var now = Instant.now(); // of what is older than group_wait it would notify one by one
        var handles = send(all.stream()
                .map(i -> AMessage.due(now, Reason.OPENED, i.next(), null, Map.of()))
                .toList());
        for (var url : urls) {
            assertThat(active(url)).extracting(AlertOf::incident).containsExactlyInAnyOrder("a", "b", "c");
        }
        await().atMost(PATIENCE).until(() -> told("firing").size() == 2);
        assertThat(told("firing"))
                .as("one notification of each replica, with all three")
                .allMatch(n -> n == 3);

        // Its severity changes: another alert for Alertmanager, and still one for people.
        var a = all.get(0);
        send(List.of(AMessage.of(Reason.CHANGED, a.severity(Severity.CRITICAL).next(), null, handles.get(0), false)));
        await().atMost(PATIENCE).until(() -> active(urls.get(0)).size() == 3);
        assertThat(active(urls.get(0)).stream().filter(alert -> alert.incident().equals("a")))
                .extracting(AlertOf::severity)
                .containsExactly("critical");

        replicas.get(1).destroy();
        replicas.get(1).waitFor(10, TimeUnit.SECONDS);
        handles = send(all.stream()
                .map(i -> AMessage.of(Reason.RESOLVED, i.resolved().next(), null, Map.of(), false))
                .toList());
        assertThat(handles).as("one replica is enough").hasSize(3);
        await().atMost(PATIENCE).until(() -> active(urls.get(0)).isEmpty());
        await().atMost(PATIENCE).until(() -> !told("resolved").isEmpty());
    }

    /** It refuses, and then it does not answer at all; what it missed it hears when it is back, and the other no second time. */
    @Test
    void aReplicaThatMissedAnEndHearsOfItWhenItIsBack() throws Exception {
        try (var gate = new Gate(urls.get(1))) {
            sink = new Sinks()
                    .of(new Alertmanager(
                            "am",
                            List.of(urls.get(0), gate.url()),
                            null,
                            Duration.ofMinutes(1),
                            Duration.ofMinutes(15),
                            Wording.OURS));
            var a = new AnIncident("a");
            var b = new AnIncident("b");
            var now = Instant.now();
            var handles = send(List.of(
                    AMessage.due(now, Reason.OPENED, a.next(), null, Map.of()),
                    AMessage.due(now, Reason.OPENED, b.next(), null, Map.of())));
            await().atMost(PATIENCE).until(() -> told("firing").size() == 2);
            gate.refuses(429);
            var told = AMessage.content(a.next());
            handles = send(List.of(
                    AMessage.due(now, Reason.RESOLVED, a.resolved().next(), told, handles.get(0)),
                    AMessage.due(now, Reason.REMINDED, b.next(), AMessage.content(b.next()), handles.get(1))));
            assertThat(active(urls.get(0))).extracting(AlertOf::incident).containsExactly("b");
            assertThat(active(urls.get(1))).extracting(AlertOf::incident).containsExactlyInAnyOrder("a", "b");

            var over = AMessage.content(a.next());
            gate.refuses(503);
            handles = again(a, over, b, handles);
            gate.shut();
            handles = again(a, over, b, handles);
            assertThat(active(urls.get(1))).extracting(AlertOf::incident).containsExactlyInAnyOrder("a", "b");
            gate.open();
            handles = again(a, over, b, handles);
            for (var url : urls) {
                assertThat(active(url)).extracting(AlertOf::incident).containsExactly("b");
            }
            await().atMost(PATIENCE).until(() -> toldOver("a").size() == 2);
            again(a, over, b, handles);
            again(a, over, b, handles);
            send(List.of(AMessage.due(
                    now, Reason.RESOLVED, b.resolved().next(), AMessage.content(b.next()), handles.get(1))));
            await().atMost(PATIENCE).until(() -> toldOver("b").size() == 2);
            assertThat(toldOver("a"))
                    .as("once of each replica, and none is of b's end")
                    .hasSize(2);
        }
    }

    /** A round. */
    private List<Map<String, String>> again(AnIncident a, Content over, AnIncident b, List<Map<String, String>> handles)
            throws InterruptedException {
        return send(List.of(
                AMessage.due(Instant.now(), Reason.REMINDED, a.next(), over, handles.get(0)),
                AMessage.due(Instant.now(), Reason.REMINDED, b.next(), AMessage.content(b.next()), handles.get(1))));
    }

    private List<Map<String, String>> send(List<Message> messages) throws InterruptedException {
        var handles = new ArrayList<Map<String, String>>();
        sink.sendAll(messages, () -> true, (message, outcome) -> {
            assertThat(outcome).isInstanceOf(Arrived.class);
            handles.add(((Arrived) outcome).handle());
        });
        return handles;
    }

    private record AlertOf(String incident, String severity) {}

    private List<AlertOf> active(URI url) throws Exception {
        var answer = (Http.Result.Answer) http.get(url.resolve("/api/v2/alerts?active=true"), Map.of());
        var alerts = new ArrayList<AlertOf>();
        for (JsonNode alert : Json.parse(answer.body())) {
            var labels = alert.path("labels");
            alerts.add(new AlertOf(
                    labels.path("incident").asText(), labels.path("severity").asText()));
        }
        return alerts;
    }

    /** Notifications that say that this one is over. */
    private List<JsonNode> toldOver(String incident) {
        notified.asked().forEach(asked -> notifications.add(asked.json()));
        return notifications.stream()
                .filter(notification -> notification.path("alerts").findParents("labels").stream()
                        .anyMatch(alert -> alert.path("status").asText().equals("resolved")
                                && alert.path("labels")
                                        .path("incident")
                                        .asText()
                                        .equals(incident)))
                .toList();
    }

    private final List<JsonNode> notifications = new ArrayList<>();

    /** How many alerts each notification of this status held. */
    private List<Integer> told(String status) {
        notified.asked().forEach(asked -> notifications.add(asked.json()));
        return notifications.stream()
                .filter(notification -> notification.path("status").asText().equals(status))
                .map(notification -> notification.path("alerts").size())
                .toList();
    }
}
