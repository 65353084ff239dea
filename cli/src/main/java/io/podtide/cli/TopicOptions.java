package io.podtide.cli;

import io.podtide.wire.topic.Retention;
import io.podtide.wire.topic.TopicSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Mixin: how topics that are missing are created. Those that exist are taken as they are. */
@Command
final class TopicOptions {

    private static final long KEPT_OF_RECORDINGS = 1L << 30;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "12",
            converter = WholeNumber.Partitions.class,
            description = "Of topics that have to be created (default: ${DEFAULT-VALUE}).")
    private int partitions = 12;

    @Option(
            names = "--replication",
            paramLabel = "N",
            defaultValue = "-1",
            converter = WholeNumber.Replicas.class,
            description =
                    "Replicas of topics that have to be created; -1 is the brokers' default (default: ${DEFAULT-VALUE}).")
    private int replication = -1;

    TopicSettings settings() {
        return TopicSettings.keptByTime(partitions, (short) replication);
    }

    /** By time, what an old recording shows would be deleted within minutes. */
    TopicSettings forRecordings() {
        var kept = Retention.bySize(KEPT_OF_RECORDINGS);
        return new TopicSettings(partitions, (short) replication, kept, kept);
    }
}
