package io.podtide.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.podtide.cli.kube.FakeKube;
import io.podtide.cli.kube.Rbac;
import io.podtide.cli.scenario.Scenario;
import io.podtide.cli.up.Speed;
import io.podtide.trends.feed.HistoryFeed;
import io.podtide.trends.given.PostgresServer;
import io.podtide.trends.store.Database;
import io.podtide.trends.store.Database.Access;
import io.podtide.trends.store.Facts;
import io.podtide.trends.store.Retention;
import io.podtide.wire.topic.Topics;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every query of the dashboards in {@code deploy/grafana}, against what a real Podtide has written and tells. */
@Tag("slow")
class GrafanaIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern METRIC = Pattern.compile("\\b(?:podtide|kafka|jvm|process|system)_\\w+");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((\\w+), (\\w+)\\)");

    /** The recording, of half an hour, has none of these; their queries must run all the same. */
    private static final Set<String> MAY_BE_EMPTY =
            Set.of("The same again within a week", "Times of which nothing is known");

    private static final GrafanaMacros PIPELINE = new GrafanaMacros(
            Instant.EPOCH, Instant.EPOCH, Duration.ofMinutes(1), Map.of("cluster", ".*", "instance", ".*"));

    @TempDir
    Path directory;

    @Test
    void everyQueryOfTheFleetHasItsRows() throws Exception {
        var address = PostgresServer.emptyDatabase();
        try (var broker = TestKafka.start(directory.resolve("broker"));
                var database = Database.open(address, Access.WRITE)) {
            var platform = Platform.on(broker, 2, directory);
            try (var streams = platform.streams("streams")) {
                platform.play(Scenario.observations(Scenario.bundled()), Speed.MAX);
                assertThat(platform.incidents()).isNotEmpty();
                assertThat(streams.failure()).isNotDone();
            }
            try (var feed = HistoryFeed.start(
                    platform.kafka(), platform.topics(), database, Retention.DEFAULT, Map.of(Facts.TIME, "recorded"))) {
                await().atMost(PATIENCE)
                        .until(() -> feed.status().rows() > 0 && feed.status().behind() == 0);
            }
            try (var connection = database.borrow()) {
                runAll(connection, Dashboard.named("podtide-fleet.json"));
            }
        }
    }

    private static void runAll(Connection connection, Dashboard fleet) throws SQLException {
        var begin = instant(connection, "SELECT min(started_at) FROM podtide.incident");
        var end = instant(connection, "SELECT max(last_heard) FROM podtide.cluster");
        var all = new HashMap<>(Map.of("cluster", "'*'", "namespace", "'*'", "kind", "'*'"));
        var some = new HashMap<>(all);
        var macros = new GrafanaMacros(begin, end, Duration.ofHours(1), Map.of());
        for (var query : fleet.queries()) {
            if (query.format().isEmpty()) {
                var options = rows(connection, macros.sql(query.text()));
                assertThat(options).as("options of %s", query.of()).isNotEmpty();
                some.put(query.of(), "'" + String.join("','", options.subList(0, Math.min(2, options.size()))) + "'");
            }
        }
        for (var values : List.of(all, some)) {
            var filled = new GrafanaMacros(begin, end, Duration.ofHours(1), values);
            for (var query : fleet.queries()) {
                if (query.format().isEmpty()) {
                    continue;
                }
                var rows = rows(connection, filled.sql(query.text()));
                if (values.equals(all) && !MAY_BE_EMPTY.contains(query.of())) {
                    assertThat(rows).as(query.of()).isNotEmpty().doesNotContain("null");
                }
                if (query.format().equals("time_series")) {
                    assertThat(rows).as(query.of()).allMatch(row -> row.matches("\\d+.*"));
                }
            }
        }
    }

    /** Their first columns. */
    private static List<String> rows(Connection connection, String sql) throws SQLException {
        var rows = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            while (found.next()) {
                rows.add(String.valueOf(found.getString(1)));
            }
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
        return rows;
    }

    private static Instant instant(Connection connection, String sql) throws SQLException {
        return Instant.parse(rows(connection, sql).get(0).replace(' ', 'T') + "Z");
    }

    @Test
    void everyMetricOfThePipelineIsThere() throws Exception {
        PrometheusProcess.assumeInstalled();
        var kube = new FakeKube(Rbac.of(withoutNodes()));
        try (var broker = TestKafka.start(directory.resolve("broker"))) {
            var platform = Platform.on(broker, 2, directory);
            try (var ingest = role(
                            broker,
                            "ingest",
                            "--kubeconfig",
                            kube.kubeconfig(directory.resolve("kubeconfig")).toString());
                    var streams = role(
                            broker,
                            "streams",
                            "--state-dir",
                            directory.resolve("state").toString());
                    var prometheus = PrometheusProcess.scraping(
                            directory.resolve("prometheus"), Map.of("ingest", url(ingest), "streams", url(streams)))) {
                platform.play(Scenario.observations(Scenario.bundled()), Speed.MAX);
                assertThat(platform.incidents()).isNotEmpty();
                kube.close(); // watches end, and the API server is away
                await().atMost(PATIENCE)
                        .until(() -> prometheus
                                        .query("podtide_cluster_gap_seconds > 0")
                                        .size()
                                == 1);
                runAll(prometheus, Dashboard.named("podtide-pipeline.json"));
                sendNonsense(platform);
                awaitValue(prometheus, "Dead letters");
                awaitValue(prometheus, "Clusters not seen");
            }
        } finally {
            kube.close();
        }
    }

    private static void runAll(PrometheusProcess prometheus, Dashboard pipeline) throws Exception {
        for (var query : pipeline.queries()) {
            var metrics = METRIC.matcher(query.text());
            assertThat(metrics.find())
                    .as("%s asks for something of ours", query)
                    .isTrue();
            await().alias(query.toString()).atMost(PATIENCE).untilAsserted(() -> {
                assertThat(prometheus.metrics()).containsAll(names(query.text()));
                assertThat(answer(prometheus, PIPELINE, query)).isNotEmpty();
            });
        }
    }

    /** A panel comes to show one. */
    private static void awaitValue(PrometheusProcess prometheus, String title) throws Exception {
        var query = named(Dashboard.named("podtide-pipeline.json"), title);
        await().alias(title)
                .atMost(PATIENCE)
                .until(() ->
                        answer(prometheus, PIPELINE, query).stream().anyMatch(value -> Double.parseDouble(value) >= 1));
    }

    private static Dashboard.Query named(Dashboard dashboard, String title) {
        return dashboard.queries().stream()
                .filter(query -> query.of().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> names(String text) {
        var names = new TreeSet<String>();
        METRIC.matcher(text).results().forEach(match -> names.add(match.group()));
        return names;
    }

    private static List<String> answer(PrometheusProcess prometheus, GrafanaMacros macros, Dashboard.Query query)
            throws Exception {
        var labels = LABEL_VALUES.matcher(query.text());
        if (labels.matches()) {
            return List.copyOf(prometheus.labelValues(labels.group(1), labels.group(2)));
        }
        var values = new ArrayList<String>();
        for (JsonNode series : prometheus.query(macros.promQl(query.text()))) {
            values.add(series.at("/value/1").asText());
        }
        return values;
    }

    /** So that one of its watches is refused. */
    private Path withoutNodes() throws Exception {
        var manifest = Files.readString(Path.of("..", "deploy", "rbac", "ingest.yaml"));
        return Files.writeString(directory.resolve("rbac.yaml"), manifest.replace("nodes", "others"));
    }

    private static UpProcess role(TestKafka broker, String name, String... options) throws Exception {
        var words = new ArrayList<>(List.of(
                name, "--bootstrap-servers", broker.bootstrapServers(), "--partitions", "2", "--http-port", "0"));
        words.addAll(List.of(options));
        return UpProcess.command(words);
    }

    private static URI url(UpProcess role) throws Exception {
        var line = role.awaitErr("health and metrics at ");
        return URI.create(line.substring(line.indexOf("http")));
    }

    private static void sendNonsense(Platform platform) throws Exception {
        try (var producer = new KafkaProducer<>(
                platform.kafka().producer("test-nonsense"), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.POD_STATUS, "east/nobody", new byte[] {7, 7, 7}))
                    .get();
        }
    }
}
