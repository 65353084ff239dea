package io.podtide.bench.flink;

import io.podtide.bench.flink.Sighting.What;
import io.podtide.detect.observation.ContainerState.Running;
import io.podtide.detect.observation.ContainerState.Terminated;
import io.podtide.detect.observation.ContainerStatus;
import io.podtide.detect.observation.ContainerStatus.Role;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.observation.PodStatus.RestartPolicy;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.Topic;
import io.podtide.wire.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Decodes every record as Podtide does, and keeps what the detections need. */
final class Sightings implements KafkaRecordDeserializationSchema<Sighting> {

    private static final Duration YOUNG = Duration.ofMinutes(10);
    private static final long AFTER_GRACE = Duration.ofMinutes(5).toMillis();
    private static final long FINALIZERS = Duration.ofMinutes(10).toMillis();

    @SuppressWarnings("NullAway.Init") // by open, where it runs
    private transient Map<String, Deserializer<? extends Observation>> deserializers;

    @Override
    public void open(InitializationContext context) {
        var topics = Topics.of(SchemaIds.fixed());
        deserializers = Stream.of(topics.podStatus(), topics.kubeEvents(), topics.nodeStatus(), topics.clusterClock())
                .collect(Collectors.toMap(
                        Topic::name, topic -> topic.valueSerde().deserializer()));
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Sighting> out) {
        out.collect(sighting(
                Objects.requireNonNull(deserializers.get(record.topic())).deserialize(record.topic(), record.value())));
    }

    static Sighting sighting(Observation observation) {
        var sighting = new Sighting();
        sighting.at = observation.observedAt().toEpochMilli();
        sighting.pod = observation.key();
        if (observation instanceof PodStatus status) {
            sighting.what = What.POD;
            pod(sighting, status);
        } else if (observation instanceof KubeEvent event && event.reason().equals("TriggeredScaleUp")) {
            sighting.what = What.SCALE_UP;
        }
        return sighting;
    }

    private static void pod(Sighting sighting, PodStatus status) {
        sighting.workload = status.workload().key();
        sighting.young =
                status.createdAt() != null && status.createdAt().plus(YOUNG).isAfter(status.observedAt());
        sighting.gone = status.delivery() == Delivery.DELETED;
        sighting.leaving = status.leaving();
        if (status.deletionTimestamp() != null) {
            sighting.leaveBy = status.deletionTimestamp().toEpochMilli() + allowed(status);
        }
        var trouble = Trouble.of(status);
        sighting.stage = trouble.stage();
        sighting.stageSince = trouble.since();
        sighting.failedRun = failedRun(status);
        containers(sighting, status);
    }

    private static long allowed(PodStatus status) {
        boolean onlyFinalizers = !status.finalizers().isEmpty()
                && status.containers().stream().noneMatch(c -> c.state() instanceof Running);
        return onlyFinalizers ? FINALIZERS : AFTER_GRACE;
    }

    /** The restart loop that hides in replaced pods; evicted and rejected pods have a reason. */
    private static boolean failedRun(PodStatus status) {
        return status.phase() == Phase.FAILED
                && status.restartPolicy() == RestartPolicy.NEVER
                && status.reason().isEmpty()
                && !status.leaving()
                && !status.workload().kind().equals("Pod")
                && status.containers().stream()
                        .anyMatch(c -> c.state() instanceof Terminated t && t.exitCode() != 0 && !Ends.outOfMemory(t));
    }

    private static void containers(Sighting sighting, PodStatus status) {
        var containers = status.containers().stream()
                .filter(c -> c.role() != Role.EPHEMERAL)
                .toArray(ContainerStatus[]::new);
        int count = containers.length;
        sighting.containers = new String[count];
        sighting.restarts = new int[count];
        sighting.ended = new int[count];
        sighting.ends = new byte[count];
        for (int i = 0; i < count; i++) {
            sighting.containers[i] = containers[i].name();
            sighting.restarts[i] = containers[i].restartCount();
            sighting.ended[i] = Ends.newest(containers[i]);
            sighting.ends[i] = Ends.of(containers[i]);
        }
    }

    @Override
    public TypeInformation<Sighting> getProducedType() {
        return TypeInformation.of(Sighting.class);
    }
}
