package io.podtide.trends.feed;

import io.podtide.trends.store.Position;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.topic.BrokerUnreachableException;
import io.podtide.wire.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** What Kafka says of the topics of the history, without reading them. */
final class TopicAdmin implements AutoCloseable {

    private static final List<String> TOPICS = List.of(Topics.SYMPTOMS, Topics.INCIDENTS, Topics.CLUSTER_CLOCK);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);

    private final KafkaSettings kafka;
    private final Admin admin;

    private TopicAdmin(KafkaSettings kafka, Admin admin) {
        this.kafka = kafka;
        this.admin = admin;
    }

    static TopicAdmin open(KafkaSettings kafka) {
        return new TopicAdmin(kafka, Admin.create(kafka.client("podtide-trends-topics")));
    }

    /** By name. A topic that was deleted and made anew has another id, and its offsets begin again. */
    Map<String, String> ids() {
        return topics().stream()
                .collect(Collectors.toMap(
                        TopicDescription::name, topic -> topic.topicId().toString()));
    }

    /** Records that are there and have not been taken; of a topic made anew none have been. */
    long remaining(List<Position> positions) {
        var taken = new HashMap<TopicPartition, Long>();
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        for (var topic : topics()) {
            positions.stream()
                    .filter(p -> p.topic().equals(topic.name())
                            && p.topicId().equals(topic.topicId().toString()))
                    .forEach(p -> taken.put(new TopicPartition(p.topic(), p.partition()), p.next()));
            topic.partitions().stream()
                    .filter(p -> p.partition() == 0 || !topic.name().equals(Topics.CLUSTER_CLOCK)) // all have the same
                    .forEach(p -> asked.put(new TopicPartition(topic.name(), p.partition()), OffsetSpec.latest()));
        }
        var committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
        return answer(admin.listOffsets(asked, committed).all()).entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue().offset() - taken.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    private Collection<TopicDescription> topics() {
        return answer(admin.describeTopics(TOPICS).allTopicNames()).values();
    }

    private <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(ANSWERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
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

    @Override
    public void close() {
        admin.close();
    }
}
