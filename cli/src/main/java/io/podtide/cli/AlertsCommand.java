package io.podtide.cli;

import io.podtide.alerts.AlertsApp;
import io.podtide.cli.up.UpFailure;
import io.podtide.health.Metrics;
import io.podtide.wire.KafkaProblems;
import io.podtide.wire.topic.TopicUse;
import io.podtide.wire.topic.Topics;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code podtide alerts}. */
@Command(
        name = "alerts",
        description = {
            "Tells people of incidents: Alertmanager, Slack, PagerDuty, webhooks, mail.",
            "Of all instances one works; the others take over if it ends."
        },
        subcommands = {AlertsCheckCommand.class, AlertsTestRouteCommand.class})
final class AlertsCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    /** Not {@link KafkaOptions}: what is required here must not be of the commands below. */
    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT,...",
            defaultValue = "${env:PODTIDE_BOOTSTRAP_SERVERS}",
            description = "Kafka's brokers. Also PODTIDE_BOOTSTRAP_SERVERS.")
    private @Nullable String bootstrapServers;

    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final TopicOptions topics = new TopicOptions();

    @Mixin
    private final AlertOptions alerts = new AlertOptions();

    @Option(
            names = "--instance-id",
            paramLabel = "NAME",
            description =
                    "A name of its own for each instance, the same after a restart (of a StatefulSet's pod): it is back at"
                            + " once then, where one without a name leaves 10 s in which nobody is told.")
    private @Nullable String instance;

    @Mixin
    private final HttpOptions http = new HttpOptions();

    @Mixin
    private final MetricsOptions figures = new MetricsOptions();

    @Override
    public Integer call() throws Exception {
        if (bootstrapServers == null || bootstrapServers.isBlank() || !alerts.given()) {
            throw new ConfigException("needs --bootstrap-servers and --alerts; see 'podtide alerts --help'");
        }
        alerts.check(); // says what is wrong before anything is started
        var kafka = client.kafka(bootstrapServers);
        KafkaStart.topics(kafka, topics.settings(), TopicUse.ALERTS, console::note);
        var stopped = new CompletableFuture<Throwable>();
        try (var stop = new StopSignal(() -> stopped.complete(new InterruptedException()))) {
            try (var metrics = figures.metrics("alerts")) {
                var telling = alerts.start(
                        kafka,
                        Topics.of(client.schemaIds()),
                        instance,
                        null,
                        metrics.registry(),
                        console,
                        stopped::complete);
                try (telling) {
                    serve(Objects.requireNonNull(telling), metrics, stopped);
                }
            }
            stop.finished();
        }
        return ExitCode.DONE;
    }

    private void serve(AlertsApp telling, Metrics metrics, CompletableFuture<Throwable> stopped) throws Exception {
        var served = http.serve(console, new AlertsHealth(telling), metrics);
        try (served) {
            var why = stopped.get();
            if (!(why instanceof InterruptedException)) {
                throw new UpFailure("alerts have ended: " + KafkaProblems.describe(why), why);
            }
        }
    }
}
