package io.podtide.cli;

import io.podtide.cli.up.UpFailure;
import io.podtide.wire.topic.TopicSetup;
import io.podtide.wire.topic.TopicUse;
import io.podtide.wire.topic.Topics;
import java.time.Duration;
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

    private static final Duration KAFKA_ANSWERS_WITHIN = Duration.ofSeconds(30);

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

    @Override
    public Integer call() throws Exception {
        if (bootstrapServers == null || bootstrapServers.isBlank() || !alerts.given()) {
            throw new ConfigException("needs --bootstrap-servers and --alerts; see 'podtide alerts --help'");
        }
        alerts.check(); // says what is wrong before anything is started
        var kafka = client.kafka(bootstrapServers);
        TopicSetup.run(kafka, topics.settings(), TopicUse.ALERTS, KAFKA_ANSWERS_WITHIN);
        var stopped = new CompletableFuture<Throwable>();
        try (var stop = new StopSignal(() -> stopped.complete(new InterruptedException()))) {
            var telling = alerts.start(kafka, Topics.of(client.schemaIds()), instance, console, stopped::complete);
            try (telling) {
                var why = stopped.get();
                if (!(why instanceof InterruptedException)) {
                    throw new UpFailure("alerts have ended: " + why.getMessage(), why);
                }
            }
            stop.finished();
        }
        return ExitCode.DONE;
    }
}
