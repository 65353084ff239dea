package io.podtide.cli.up;

import io.podtide.ingest.publish.KafkaSink;
import io.podtide.ingest.publish.RecordingSink;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.topic.Topics;

/**
 * The Kafka that observations go into.
 *
 * @param partitions of {@code podtide.cluster-clock}
 */
public record Target(KafkaSettings kafka, Topics topics, int partitions) {

    /** For what is seen live. */
    KafkaSink live() {
        return KafkaSink.open(kafka, topics, partitions, "podtide-up");
    }

    /** For a recording. */
    RecordingSink recording(RecordingSink.Turn turn) {
        return RecordingSink.open(kafka, topics, partitions, turn);
    }
}
