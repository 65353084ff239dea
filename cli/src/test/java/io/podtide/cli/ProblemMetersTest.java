package io.podtide.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podtide.cli.kube.FakeKube;
import io.podtide.cli.kube.Rbac;
import io.podtide.ingest.fleet.ClusterRun;
import io.podtide.ingest.fleet.ContextSelection;
import io.podtide.ingest.fleet.Fleet;
import io.podtide.ingest.fleet.FleetMetrics;
import io.podtide.ingest.fleet.FleetSettings;
import io.podtide.ingest.fleet.KubeconfigContexts;
import io.podtide.ingest.fleet.Naming;
import io.podtide.ingest.fleet.SharedSink;
import io.podtide.ingest.publish.NoSink;
import io.podtide.ingest.watch.ClusterWatch;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A problem that lasts is counted again and again, by the one meter that it was given. */
class ProblemMetersTest {

    private static final Path MANIFEST = Path.of("..", "deploy", "rbac", "ingest.yaml");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final FleetSettings QUICK = new FleetSettings(
            Duration.ofMillis(50), Duration.ofMillis(1), Duration.ofMillis(50), Duration.ofMillis(200));

    @TempDir
    private Path directory;

    @Test
    void theRegistryHasNothingToWarnOf() throws Exception {
        var said = new ListAppender<ILoggingEvent>();
        said.start();
        var logger = (Logger) LoggerFactory.getLogger(MeterRegistry.class);
        logger.addAppender(said);
        var registry = new SimpleMeterRegistry();
        var rbac = Rbac.of(MANIFEST);
        var listEvents = rbac.rules().stream()
                .filter(rule -> rule.verb().equals("list") && rule.resource().equals("events"))
                .findFirst()
                .orElseThrow();
        try (var kube = new FakeKube(rbac.without(listEvents));
                var sink = new SharedSink(NoSink::new);
                var fleet = fleet(kube.kubeconfig(directory.resolve("kubeconfig")), sink, registry)) {
            var thread = new Thread(() -> run(fleet));
            thread.start();
            await().atMost(PATIENCE)
                    .until(() -> registry.find("podtide.watch.problems").functionCounter() != null);
            var refusals = kube.refusals().size();
            await().atMost(PATIENCE).until(() -> kube.refusals().size() > refusals);
            thread.interrupt();
            thread.join();
        } finally {
            logger.detachAppender(said);
        }

        assertThat(said.list).extracting(ILoggingEvent::getFormattedMessage).isEmpty();
    }

    private static Fleet fleet(Path kubeconfig, SharedSink sink, MeterRegistry registry) {
        var source = new KubeconfigContexts(kubeconfig, ContextSelection.CURRENT, Naming.CLUSTER);
        return new Fleet(source, ClusterRun.ingest(ClusterWatch.Options.DEFAULT), sink, QUICK, note -> {})
                .withListener(new FleetMetrics(registry, Clock.systemUTC()));
    }

    private static void run(Fleet fleet) {
        try {
            fleet.run();
        } catch (InterruptedException e) {
            // asked to stop
        }
    }
}
