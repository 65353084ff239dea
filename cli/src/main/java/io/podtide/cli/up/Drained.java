package io.podtide.cli.up;

import io.podtide.streams.StreamsSettings;
import io.podtide.wire.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Waits until the streams have dealt with everything, by the lag of their consumer group. */
public final class Drained {

    private static final Duration LOOKS_EVERY = Duration.ofMillis(250);

    /** For so long nothing may be left: after a second without news the stages tell each other how far they are. */
    private static final Duration QUIET = Duration.ofMillis(2_500);

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

    private static long lag(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(
                        StreamsSettings.APPLICATION_ID)
                .partitionsToOffsetAndMetadata()
                .get(ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS);
        var ends = admin.listOffsets(
                        committed.keySet().stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
                .all()
                .get(ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS);
        long lag = 0;
        for (var end : ends.entrySet()) {
            var done = committed.get(end.getKey());
            lag += done == null ? 0 : Math.max(0, end.getValue().offset() - done.offset());
        }
        return lag;
    }
}
