package io.podtide.ingest.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.podtide.ingest.watch.ClusterWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class FleetMetricsTest {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final Path DOCUMENTED = Path.of("..", "docs", "metrics.md");
    private static final Pattern NAME = Pattern.compile("^\\| `(podtide_[a-z_]+)` \\|", Pattern.MULTILINE);
    private static final Pattern SERIES = Pattern.compile("^(podtide_[a-z_]+)[{ ]", Pattern.MULTILINE);

    @TempDir
    Path folder;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final SharedSink sink = new SharedSink(new Kept()::open);
    private final FleetMetrics metrics = new FleetMetrics(registry, Clock.systemUTC());
    private Fleet fleet;

    @BeforeEach
    void makeFleet() {
        var source = new KubeconfigDirectory(folder, ContextSelection.CURRENT, Naming.CLUSTER);
        var run = ClusterRun.ingest(ClusterWatch.Options.DEFAULT);
        fleet = new Fleet(source, run, sink, FleetSettings.DEFAULT, note -> {}).withListener(metrics);
        metrics.bind(fleet);
    }

    @AfterEach
    void stop() {
        fleet.close();
        sink.close();
    }

    @Test
    void whatIsMeasuredIsWhatIsDocumentedAndGoesWithItsCluster() throws Exception {
        try (var well = new FakeCluster(2);
                var expired = new FakeCluster(2).accepts("another")) {
            write("well", well.url());
            write("expired", expired.url());
            fleet.reconcile();
            await().atMost(LONG).until(() -> scrape().contains("podtide_cluster_up{cluster=\"well\"} 1.0"));
            await().atMost(LONG).until(() -> {
                fleet.reconcile();
                return scrape().contains("podtide_watch_problems_total{cluster=\"expired\"");
            });

            assertThat(names(SERIES, scrape())).isEqualTo(documented());
            assertThat(scrape())
                    .contains("podtide_fleet_clusters 2.0")
                    .contains("podtide_cluster_up{cluster=\"expired\"} 0.0")
                    .contains("podtide_cluster_gap_seconds{cluster=\"well\"} 0.0")
                    .doesNotContain("podtide_cluster_gap_seconds{cluster=\"expired\"} 0.0")
                    .contains("podtide_cluster_gaps_total{cluster=\"well\"} 1.0")
                    .contains("podtide_cluster_pods{cluster=\"well\"} 2.0")
                    .contains("podtide_cluster_observations_total{cluster=\"well\",kind=\"pod\"} 2.0")
                    .contains("podtide_watch_objects_total{cluster=\"well\",resource=\"pods\"} 2.0")
                    .contains("podtide_watch_lists_total{cluster=\"well\",resource=\"pods\"} 1.0")
                    .contains("kind=\"unauthorized\"");

            Files.delete(folder.resolve("expired"));
            fleet.reconcile();

            assertThat(scrape()).contains("podtide_fleet_clusters 1.0").doesNotContain("expired");
        }
    }

    @Test
    void aWatchThatIsBegunAgainIsCountedByItsReason() throws Exception {
        try (var api = new FakeCluster(0)) {
            write("one", api.url());
            fleet.reconcile();
            await().atMost(LONG).until(() -> api.openWatches() == 3);

            api.endWatches();
            await().atMost(LONG).until(() -> api.openWatches() == 3);

            await().atMost(LONG)
                    .until(
                            () -> scrape().contains(
                                            "podtide_watch_restarts_total{cluster=\"one\",reason=\"ended\",resource=\"nodes\"} 1.0"));
        }
    }

    private void write(String name, String server) throws IOException {
        Files.writeString(folder.resolve(name), Kubeconfigs.withToken(name, server, "t"));
    }

    private String scrape() {
        return registry.scrape();
    }

    /** Other roles have theirs in the same document. */
    private static Set<String> documented() throws IOException {
        var names = names(NAME, Files.readString(DOCUMENTED));
        names.removeIf(name -> !name.matches("podtide_(fleet|cluster|watch)_.*"));
        return names;
    }

    private static Set<String> names(Pattern pattern, String text) {
        var names = new TreeSet<String>();
        pattern.matcher(text).results().forEach(found -> names.add(found.group(1)));
        return names;
    }
}
