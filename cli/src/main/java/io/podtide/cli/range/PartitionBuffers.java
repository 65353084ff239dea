package io.podtide.cli.range;

import io.podtide.wire.topic.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Puts records of several partitions into the order of time: the next one is known as soon as each partition that has not come
 * to its end has one. A partition that is ahead of the others is paused.
 */
final class PartitionBuffers {

    private static final int ENOUGH = 500;

    /** At one time: what is said of pods comes before the heartbeat that says that all has been said. */
    private static final List<String> ORDER =
            List.of(Topics.POD_STATUS, Topics.KUBE_EVENTS, Topics.NODE_STATUS, Topics.CLUSTER_CLOCK);

    private static final Comparator<ConsumerRecord<?, ?>> BY_TIME = Comparator.<ConsumerRecord<?, ?>>comparingLong(
                    ConsumerRecord::timestamp)
            .thenComparingInt(record -> ORDER.indexOf(record.topic()))
            .thenComparingInt(ConsumerRecord::partition);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends;
    private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> buffers = new HashMap<>();
    private final PriorityQueue<ConsumerRecord<byte[], byte[]>> heads = new PriorityQueue<>(BY_TIME);

    /** Partitions that are read and of which nothing is here. */
    private int missing;

    /** @param ends where each of the consumer's partitions ends */
    PartitionBuffers(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        this.consumer = consumer;
        this.ends = ends;
        ends.keySet().forEach(partition -> buffers.put(partition, new ArrayDeque<>()));
        count();
    }

    /** It is known which record is the next, or that there is none. */
    boolean ready() {
        return missing == 0;
    }

    /** Reads on; false if nothing came. */
    boolean fill(Duration atMost) {
        buffers.forEach((partition, buffer) -> {
            if (buffer.size() >= ENOUGH || done(partition)) {
                consumer.pause(List.of(partition));
            } else {
                consumer.resume(List.of(partition));
            }
        });
        long before = positions();
        for (var record : consumer.poll(atMost)) {
            var partition = new TopicPartition(record.topic(), record.partition());
            var buffer = buffers.get(partition);
            if (buffer != null && record.offset() < ends.getOrDefault(partition, 0L)) {
                if (buffer.isEmpty()) {
                    heads.add(record);
                }
                buffer.add(record);
            }
        }
        count();
        return positions() != before; // what a transaction has left behind is no record, but is read
    }

    Optional<ConsumerRecord<byte[], byte[]>> take() {
        var next = Optional.ofNullable(heads.poll());
        next.ifPresent(record -> {
            var partition = new TopicPartition(record.topic(), record.partition());
            var buffer = buffers.getOrDefault(partition, new ArrayDeque<>());
            buffer.poll();
            var head = buffer.peek();
            if (head != null) {
                heads.add(head);
            } else if (!done(partition)) {
                missing++;
            }
        });
        return next;
    }

    private void count() {
        missing = (int) buffers.entrySet().stream()
                .filter(entry -> entry.getValue().isEmpty() && !done(entry.getKey()))
                .count();
    }

    private boolean done(TopicPartition partition) {
        return consumer.position(partition) >= ends.getOrDefault(partition, 0L);
    }

    private long positions() {
        return buffers.keySet().stream().mapToLong(consumer::position).sum();
    }
}
