package io.podtide.cli.docs;

import io.podtide.detect.text.Durations;
import io.podtide.wire.topic.TopicSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;

/** Topics as roles make them. */
final class TopicTable {

    private static final String INTRODUCTION = """

            ## Topics

            What a role makes when a topic is missing (`--partitions`, `--replication`). Topics that are there are taken as they are. Times are those of the observations.

            | topic | partitions | cleanup | kept |
            |---|---|---|---|
            """;

    private TopicTable() {}

    static String text() {
        return INTRODUCTION
                + TopicSettings.keptByTime(12, (short) -1).topics().stream()
                        .map(TopicTable::row)
                        .collect(Collectors.joining());
    }

    private static String row(NewTopic topic) {
        var config = topic.configs();
        var kept = new ArrayList<String>();
        var millis = Long.parseLong(config.getOrDefault("retention.ms", "-1"));
        if (config.containsValue("compact")) {
            kept.add("the newest of each key");
        } else {
            kept.add(millis < 0 ? "for ever" : Durations.text(Duration.ofMillis(millis)));
        }
        var lag = config.get("min.compaction.lag.ms");
        if (lag != null) {
            kept.add("older ones " + Durations.text(Duration.ofMillis(Long.parseLong(lag))) + " at least");
        }
        return "| `" + topic.name() + "` | " + (topic.numPartitions() == 1 ? "1" : "`--partitions`") + " | "
                + config.get("cleanup.policy") + " | " + String.join(", ", kept) + " |\n";
    }
}
