package io.podtide.cli;

import io.podtide.cli.history.Histories;
import io.podtide.cli.history.ServerNote;
import io.podtide.trends.TrendsServer;
import io.podtide.trends.feed.FeedMetrics;
import io.podtide.wire.topic.TopicSetup;
import io.podtide.wire.topic.TopicUse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code podtide trends serve}. */
@Command(
        name = "serve",
        description = "Writes the history from the topics and answers questions over HTTP, until it is interrupted.")
final class TrendsServeCommand implements Callable<Integer> {

    static final Duration KAFKA_ANSWERS_WITHIN = Duration.ofSeconds(30);

    @Mixin
    private final Console console = new Console();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private final TopicOptions topics = new TopicOptions();

    @Option(
            names = "--database",
            paramLabel = "FILE|JDBC-URL",
            defaultValue = "${env:PODTIDE_DATABASE:-" + Histories.DEFAULT + "}",
            description =
                    "A file, or jdbc:postgresql://HOST/DATABASE (default: ${DEFAULT-VALUE}). Also PODTIDE_DATABASE.")
    private String database = Histories.DEFAULT;

    @Mixin
    private final RetentionOptions retention = new RetentionOptions();

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Mixin
    private final HttpOptions http = new HttpOptions();

    @Mixin
    private final MetricsOptions figures = new MetricsOptions();

    @Override
    public Integer call() throws Exception {
        var settings = api.settings();
        var kept = retention.retention();
        TopicSetup.run(kafka.kafka(), topics.settings(), TopicUse.TRENDS, KAFKA_ANSWERS_WITHIN);
        var stopped = new CountDownLatch(1);
        try (var stop = new StopSignal(stopped::countDown)) {
            try (var metrics = figures.metrics("trends");
                    var server = TrendsServer.start(kafka.kafka(), kafka.topics(), database, kept, settings, false)) {
                FeedMetrics.bind(metrics.registry(), server::status, InstantSource.system());
                var note = ServerNote.write(database, server.url());
                var served = http.serve(console, new TrendsHealth(server::isFeeding, server::status), metrics);
                try (note;
                        served) {
                    console.note("trends: page at " + server.url() + "/, API at " + server.url() + "/api/v1");
                    stopped.await();
                }
            }
            stop.finished();
        }
        return ExitCode.DONE;
    }
}
