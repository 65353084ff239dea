package io.podtide.bench.throughput;

import io.podtide.bench.Child;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How fast a group comes from the beginning of the topics to their end, by what it has committed. */
public final class Race {

    /** The way up to here is not timed: joining the group, and code that is not compiled yet. */
    private static final double WARM = 0.1;

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Admin admin;
    private final Map<TopicPartition, Long> ends;
    private final long records;

    public Race(Admin admin) throws ExecutionException, InterruptedException {
        this.admin = admin;
        var partitions = admin.describeTopics(Rival.TOPICS).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
        this.ends = admin
                .listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
                .all()
                .get()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
        this.records = ends.values().stream().mapToLong(Long::longValue).sum();
    }

    public long records() {
        return records;
    }

    /**
     * @param perSecond records a second of wall time
     * @param cpuMicros CPU time of the process for one record, from its start
     */
    public record Result(double perSecond, double cpuMicros) {}

    public Result run(String group, Child runner) throws ExecutionException, InterruptedException {
        long began = System.nanoTime();
        long from = 0;
        long warm = began;
        while (true) {
            long done = done(group);
            long now = System.nanoTime();
            if (done < records * WARM) {
                from = done;
                warm = now;
            } else if (done >= records) {
                return new Result(
                        (done - from) * 1e9 / (now - warm),
                        Child.cpu(runner.pid()).toNanos() / 1e3 / done);
            }
            if (now - began > PATIENCE.toNanos()) {
                throw new IllegalStateException(group + " has come to " + done + " of " + records);
            }
            Thread.sleep(50);
        }
    }

    private long done(String group) throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(entry -> entry.getValue() != null && ends.containsKey(entry.getKey()))
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }
}
