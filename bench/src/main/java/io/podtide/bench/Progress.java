package io.podtide.bench;

import io.podtide.wire.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How far the streams have come with what ingest has written. */
public final class Progress {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Map<String, Object> settings;
    private final String group;

    public Progress(String bootstrapServers, String group) {
        this.settings = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        this.group = group;
    }

    /** Until the streams have made them. */
    public void awaitTopics() throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(settings)) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!admin.listTopics().names().get().containsAll(List.of(Topics.POD_STATUS, Topics.INCIDENTS))) {
                pause(deadline, "the topics are not there");
            }
        }
    }

    /** Until so many pods have been written and processed. */
    public void awaitAll(int pods) throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(settings)) {
            var partitions = admin.describeTopics(List.of(Topics.POD_STATUS)).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .map(partition -> new TopicPartition(Topics.POD_STATUS, partition.partition()))
                    .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (true) {
                long written = admin.listOffsets(partitions).all().get().values().stream()
                        .mapToLong(end -> end.offset())
                        .sum();
                long done = done(admin);
                if (written >= pods && done >= pods) { // a busy fleet is never read to its end
                    return;
                }
                pause(deadline, "of " + pods + " pods " + written + " are written and " + done + " processed");
            }
        }
    }

    private long done(Admin admin) throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(Topics.POD_STATUS) && entry.getValue() != null)
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }

    private static void pause(long deadline, String state) throws InterruptedException {
        if (System.nanoTime() - deadline > 0) {
            throw new IllegalStateException(state);
        }
        Thread.sleep(200);
    }
}
