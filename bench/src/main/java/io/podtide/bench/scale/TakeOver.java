package io.podtide.bench.scale;

import io.podtide.bench.Figures;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.ingest.publish.KafkaSink;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Two instances of one thread each share a fleet; when all is read, one of them is killed. */
final class TakeOver {

    /** Of two that start at once, the one that comes first does not keep all. */
    private static final String SHARES_AT_ONCE = "-Pkafka.acceptable.recovery.lag=" + Long.MAX_VALUE;

    private static final String COPYING =
            "kafka.consumer:type=consumer-fetch-manager-metrics,client-id=*restore-consumer,topic=*,partition=*";

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final FleetInKafka fleet;
    private final String group;
    private final int standbys;
    private final Figures figures = new Figures();

    private TakeOver(FleetInKafka fleet, int standbys) {
        this.fleet = fleet;
        this.group = "pair-" + standbys;
        this.standbys = standbys;
    }

    /** @param standbys copies of each task: 0 or 1 */
    static Figures measure(FleetInKafka fleet, int standbys)
            throws IOException, InterruptedException, ExecutionException {
        var takeOver = new TakeOver(fleet, standbys);
        takeOver.run();
        return takeOver.figures;
    }

    private void run() throws IOException, InterruptedException, ExecutionException {
        var race = fleet.race();
        try (var dies = start("dies");
                var stays = start("stays")) {
            var result = race.run(group, dies.process(), stays.process());
            figures.add(Growth.PER_SECOND, result.perSecond());
            figures.add(Growth.CPU, result.cpuMicros());
            figures.add(Growth.BUSY, 100 * result.busy());
            awaitCopies(stays);
            kill(dies, stays);
            figures.add(Growth.PEAK_MEMORY, stays.process().peakMemory()); // with all there is
        }
    }

    private Instance start(String name) throws IOException {
        return fleet.start(group, fleet.state(group + '-' + name), 1, "--standbys=" + standbys, SHARES_AT_ONCE);
    }

    /** Until the survivor has copied all that the other has written. */
    private void awaitCopies(Instance stays) throws IOException, InterruptedException {
        long began = System.nanoTime();
        try (var inside = Inside.of(stays.process().pid())) {
            while (inside.sum(COPYING, "records-lag") > 0) {
                pause(began, "the copies do not come to an end");
            }
        }
    }

    private void kill(Instance dies, Instance stays) throws InterruptedException, ExecutionException {
        dies.process().kill();
        long killed = System.nanoTime();
        var ends = heartbeat();
        var outage = new Outage();
        while (!isRead(ends)) {
            outage.see(seconds(killed), stays.isReady());
            pause(killed, "what the killed one has left is not read");
        }
        figures.add("until the group has given up the killed one, s", outage.began());
        figures.add("until all tasks are running, s", outage.ended());
        figures.add("until every partition is read again, s", seconds(killed));
    }

    /** Something new in every partition; returns where each ends with it. */
    private Map<TopicPartition, Long> heartbeat() throws InterruptedException, ExecutionException {
        int partitions = fleet.streams().partitions();
        var kafka = KafkaSettings.of(fleet.bootstrapServers(), Map.of());
        try (var sink = KafkaSink.open(kafka, Topics.of(SchemaIds.fixed()), partitions, "bench")) {
            var at = fleet.size().from().plus(fleet.size().length());
            sink.accept(new ClusterClock("bench", at, ClusterClock.Mark.HEARTBEAT, null));
            sink.flush();
        }
        var of = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(Topics.CLUSTER_CLOCK, partition))
                .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
        return fleet.admin().listOffsets(of).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private boolean isRead(Map<TopicPartition, Long> ends) throws InterruptedException, ExecutionException {
        var committed = fleet.admin()
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.entrySet().stream().allMatch(end -> {
            var at = committed.get(end.getKey());
            return at != null && at.offset() >= end.getValue();
        });
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void pause(long began, String problem) throws InterruptedException {
        if (System.nanoTime() - began > PATIENCE.toNanos()) {
            throw new IllegalStateException(problem);
        }
        Thread.sleep(20);
    }
}
