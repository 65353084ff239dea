package io.podtide.bench.throughput;

import io.podtide.bench.Child;
import io.podtide.bench.Machine;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/**
 * How fast a group comes from the beginning of the topics to their end, and to the end of what it has written for its own later
 * steps, by what it has committed.
 */
public final class Race {

    /** What is read. */
    public static final List<String> TOPICS = Rival.TOPICS;

    /**
     * The way up to here is not measured: joining the group, and compiling, which takes each of them some 10 to 30 s of CPU once.
     */
    private static final double WARM = 0.5;

    /** A partition ends with as many markers as threads write to it. */
    private static final long MARKERS = 4;

    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final Admin admin;
    private final Map<TopicPartition, Long> ends;
    private final long records;

    public Race(Admin admin) throws ExecutionException, InterruptedException {
        this.admin = admin;
        this.ends = ends(Rival.TOPICS);
        this.records = ends.values().stream().mapToLong(Long::longValue).sum();
    }

    private Map<TopicPartition, Long> ends(List<String> topics) throws ExecutionException, InterruptedException {
        var partitions = admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
        return admin
                .listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
                .all()
                .get()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** What the run before has written there is not read by the next one. */
    public void empty(List<String> topics) throws ExecutionException, InterruptedException {
        var before = ends(topics).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> RecordsToDelete.beforeOffset(end.getValue())));
        admin.deleteRecords(before).all().get();
    }

    /** What a group has made for itself is not left for the broker to look after while others run. */
    public void forget(String group) throws ExecutionException, InterruptedException {
        var own = admin.listTopics().names().get().stream()
                .filter(topic -> topic.startsWith(group + '-'))
                .toList();
        admin.deleteTopics(own).all().get();
    }

    public long records() {
        return records;
    }

    /** How many of them are older than this. */
    public long recordsBefore(Instant time) throws ExecutionException, InterruptedException {
        var at = OffsetSpec.forTimestamp(time.toEpochMilli());
        return admin
                .listOffsets(ends.keySet().stream().collect(Collectors.toMap(p -> p, p -> at)))
                .all()
                .get()
                .entrySet()
                .stream()
                .mapToLong(first -> first.getValue().offset() < 0
                        ? Objects.requireNonNull(ends.get(first.getKey()))
                        : first.getValue().offset())
                .sum();
    }

    /**
     * @param perSecond records a second of wall time
     * @param cpuMicros CPU time of all processes for one record
     * @param busy how much of the machine's cores was used meanwhile, by whomever, 0 to 1
     */
    public record Result(double perSecond, double cpuMicros, double busy) {}

    /** Looks on. What that takes does not count as time of the race. */
    public interface Onlooker {

        /** @param done records committed */
        void see(long done) throws IOException;
    }

    public Result run(String group, Child... runners) throws ExecutionException, InterruptedException, IOException {
        return run(group, done -> {}, runners);
    }

    /** @param runners those that share the work of the group */
    public Result run(String group, Onlooker onlooker, Child... runners)
            throws ExecutionException, InterruptedException, IOException {
        long began = System.nanoTime();
        long from = 0;
        long warm = began;
        long cpu = 0;
        long away = 0;
        while (true) {
            long done = done(group);
            long now = System.nanoTime() - away;
            onlooker.see(done);
            away = System.nanoTime() - now;
            if (done > from
                    && (from == 0 || done < records * WARM)) { // at the moment of a commit, however rare they are
                from = done;
                warm = now;
                cpu = cpuNanos(runners);
                Machine.busy();
            }
            if (done >= records && later(group) <= 0) {
                return new Result(
                        (done - from) * 1e9 / (now - warm),
                        (cpuNanos(runners) - cpu) / 1e3 / (done - from),
                        Machine.busy());
            }
            if (!Stream.of(runners).allMatch(Child::isAlive) || now - began > PATIENCE.toNanos()) {
                throw new IllegalStateException(group + " has come to " + done + " of " + records);
            }
            Thread.sleep(50);
        }
    }

    private static long cpuNanos(Child... runners) {
        return Stream.of(runners)
                .mapToLong(runner -> Child.cpu(runner.pid()).toNanos())
                .sum();
    }

    /** Records of its own topics that the group has yet to read; the markers of its transactions are none. */
    private long later(String group) throws ExecutionException, InterruptedException {
        var committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        var own = committed.keySet().stream()
                .filter(partition -> !ends.containsKey(partition))
                .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
        return admin.listOffsets(own).all().get().entrySet().stream()
                .mapToLong(end -> Math.max(
                        0,
                        end.getValue().offset()
                                - Objects.requireNonNull(committed.get(end.getKey()))
                                        .offset()
                                - MARKERS))
                .sum();
    }

    private long done(String group) throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(entry -> entry.getValue() != null && ends.containsKey(entry.getKey()))
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }
}
