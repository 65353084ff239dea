package io.podtide.trends.feed;

import io.podtide.wire.KafkaSettings;
import io.podtide.wire.topic.BrokerUnreachableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Ids of topics: one that was deleted and made anew has another, and its offsets begin again. */
final class TopicIds {

    private TopicIds() {}

    /** Names and ids. */
    static Map<String, String> of(KafkaSettings kafka, List<String> topics, Duration timeout) {
        try (var admin = Admin.create(kafka.client("podtide-trends-topics"))) {
            var ids = new HashMap<String, String>();
            admin.describeTopics(topics)
                    .allTopicNames()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
            return ids;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        } catch (ExecutionException | TimeoutException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new BrokerUnreachableException(
                    "no answer from Kafka at " + kafka.bootstrapServers() + " about its topics: " + cause.getMessage(),
                    cause);
        }
    }
}
