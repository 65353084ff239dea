package io.podtide.cli;

import io.podtide.wire.KafkaSettings;
import io.podtide.wire.topic.BrokerUnreachableException;
import io.podtide.wire.topic.NotPermittedException;
import io.podtide.wire.topic.TopicSettings;
import io.podtide.wire.topic.TopicSetup;
import io.podtide.wire.topic.TopicUse;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Topics as soon as Kafka answers. One that is away is waited for at the start as it is later: both may be started by a machine
 * that comes up. One that answers with a refusal is not.
 */
final class KafkaStart {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaStart.class);

    private static final Duration ATTEMPT = Duration.ofSeconds(10);

    private KafkaStart() {}

    /**
     * Returns the number of partitions, as {@link TopicSetup#run} does.
     *
     * @param notes told once that there is a wait, and once that it is over
     */
    static int topics(KafkaSettings kafka, TopicSettings topics, TopicUse use, Consumer<String> notes) {
        return topics(kafka, topics, use, notes, ATTEMPT);
    }

    /**
     * Those that a recording is written to. What comes of it has to be kept as long, so that those topics are made too where we
     * may; who may not leaves them to others.
     */
    static int recordingTopics(KafkaSettings kafka, TopicSettings topics, Duration within) {
        int partitions = TopicSetup.run(kafka, topics, TopicUse.INGEST, within);
        try {
            return TopicSetup.run(kafka, topics, TopicUse.STREAMS, within);
        } catch (NotPermittedException e) {
            LOG.info("topics of other roles are left to them: problem=\"{}\"", e.getMessage());
            return partitions;
        }
    }

    static int topics(
            KafkaSettings kafka, TopicSettings topics, TopicUse use, Consumer<String> notes, Duration attempt) {
        var waited = false;
        while (true) {
            try {
                int partitions = TopicSetup.run(kafka, topics, use, attempt);
                if (waited) {
                    notes.accept("Kafka at " + kafka.bootstrapServers() + " answers");
                }
                return partitions;
            } catch (BrokerUnreachableException e) {
                if (!(e.getCause() instanceof TimeoutException)) {
                    throw e;
                }
                if (!waited) {
                    notes.accept(e.getMessage() + "; waiting for it");
                }
                waited = true;
            }
        }
    }
}
