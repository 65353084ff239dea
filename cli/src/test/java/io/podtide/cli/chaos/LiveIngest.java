package io.podtide.cli.chaos;

import io.podtide.ingest.kube.RoutingLabels;
import io.podtide.ingest.publish.KafkaSink;
import io.podtide.ingest.watch.ClusterAccess;
import io.podtide.ingest.watch.ClusterIngestor;
import io.podtide.ingest.watch.ClusterWatch;
import io.podtide.ingest.watch.KubeConnection;
import io.podtide.ingest.watch.WatchSettings;
import io.podtide.ingest.watch.WatchTap;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.TopicSettings;
import io.podtide.wire.topic.TopicSetup;
import io.podtide.wire.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** What {@code podtide ingest} does with a live cluster, in a time that runs faster. */
final class LiveIngest {

    private static final int PAGE = 40;

    private LiveIngest() {}

    /** Takes bootstrap servers, kubeconfig, name of the cluster, file of the {@link SharedTime}, partitions, how fast it runs. */
    public static void main(String[] args) throws Exception {
        var kafka = KafkaSettings.of(args[0], Map.of());
        var time = SharedTime.in(Path.of(args[3]));
        int factor = Integer.parseInt(args[5]);
        var topics = TopicSettings.keptBySize(Integer.parseInt(args[4]), 1L << 28);
        int partitions = TopicSetup.run(kafka, topics, Duration.ofSeconds(30));
        var options = new ClusterWatch.Options(
                settings(factor),
                RoutingLabels.DEFAULT,
                time.clock(),
                WatchTap.NONE,
                problem -> System.err.println(problem.getMessage()));
        System.err.println("ingest: watching " + args[2]);
        try (var connection = KubeConnection.open(new ClusterAccess(Path.of(args[1]), null, args[2]))) {
            new ClusterIngestor(
                            connection,
                            () -> KafkaSink.open(kafka, Topics.of(SchemaIds.fixed()), partitions, "podtide-ingest"),
                            options)
                    .run();
        }
    }

    /** As patient as ever by the time that it lives in. */
    private static WatchSettings settings(int factor) {
        var ours = WatchSettings.DEFAULT;
        return new WatchSettings(
                PAGE,
                Duration.ofSeconds(Math.max(1, ours.watchFor().dividedBy(factor).toSeconds())),
                ours.quiet().dividedBy(factor),
                ours.firstRetry().dividedBy(factor),
                ours.maxRetry().dividedBy(factor),
                ours.heartbeat().dividedBy(factor),
                ours.gapAfter().dividedBy(factor));
    }
}
