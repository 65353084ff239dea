package io.podtide.cli.up;

import io.podtide.streams.Pipeline;
import io.podtide.streams.StreamsSettings;
import io.podtide.wire.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Waits until the streams have dealt with everything, by the lag of their consumer group. */
public final class Drained {

    private static final Duration LOOKS_EVERY = Duration.ofMillis(250);

    /**
     * For so long nothing may be left: after a second without news, by a timer of half a second, the stages tell each other how
     * far they are, and that waits for a commit, a second at most. As much again is for a machine that is busy.
     */
    private static final Duration QUIET = Duration.ofSeconds(4);

    private static final int ANSWERS_WITHIN_SECONDS = 10;

    private Drained() {}

    /** @return false if it is not so in time, or the thread was interrupted */
    public static boolean await(KafkaSettings kafka, Duration within) {
        try (var admin = Admin.create(kafka.client("podtide-drained"))) {
            long end = System.nanoTime() + within.toNanos();
            long quietSince = Long.MAX_VALUE;
            while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
                long now = System.nanoTime();
                quietSince = lag(admin) > 0 ? Long.MAX_VALUE : Math.min(quietSince, now);
                if (quietSince != Long.MAX_VALUE && now - quietSince > QUIET.toNanos()) {
                    return true;
                }
                LockSupport.parkNanos(LOOKS_EVERY.toNanos());
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** What has never been committed is waited for as well: streams that have only just begun have committed nothing. */
    private static long lag(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        var read = partitionsRead(admin);
        var committed = admin.listConsumerGroupOffsets(StreamsSettings.APPLICATION_ID)
                .partitionsToOffsetAndMetadata()
                .get(ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS);
        var begins = offsets(admin, read, OffsetSpec.earliest());
        var ends = offsets(admin, read, OffsetSpec.latest());
        long lag = 0;
        for (var partition : read) {
            var done = committed.get(partition);
            long next = Math.max(offset(begins, partition), done == null ? 0 : done.offset());
            lag += Math.max(0, offset(ends, partition) - next);
        }
        return lag;
    }

    private static List<TopicPartition> partitionsRead(Admin admin)
            throws InterruptedException, ExecutionException, TimeoutException {
        var topics = admin.listTopics().names().get(ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS).stream()
                .filter(Pipeline::reads)
                .toList();
        return admin
                .describeTopics(topics)
                .allTopicNames()
                .get(ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS)
                .values()
                .stream()
                .flatMap(topic -> topic.partitions().stream().map(p -> new TopicPartition(topic.name(), p.partition())))
                .toList();
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> offsets(
            Admin admin, List<TopicPartition> partitions, OffsetSpec which)
            throws InterruptedException, ExecutionException, TimeoutException {
        return admin.listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, p -> which)))
                .all()
                .get(ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS);
    }

    private static long offset(Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition)).offset();
    }
}
