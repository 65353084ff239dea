package io.podtide.bench.flink;

import io.podtide.wire.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The four core detections in a local cluster of Flink, as a process of its own:
 * {@code BOOTSTRAP GROUP DIRECTORY THREADS CHECKPOINT_MILLIS TOPIC}. It runs until it is killed; how far it has come is told by
 * the offsets that it commits with each checkpoint.
 */
public final class FlinkRival {

    /** Pods are in different partitions, and their observers' clocks agree no better than that. */
    private static final Duration OUT_OF_ORDER = Duration.ofSeconds(5);

    /** A partition that has had nothing for so long does not hold back the others. */
    private static final Duration IDLE = Duration.ofMinutes(1);

    private FlinkRival() {}

    public static void main(String[] args) throws Exception {
        int threads = Integer.parseInt(args[3]);
        var environment = StreamExecutionEnvironment.createLocalEnvironment(
                threads, settings(Path.of(args[2]).toAbsolutePath(), Duration.ofMillis(Long.parseLong(args[4]))));
        environment
                .fromSource(
                        source(args[0], args[1], Topics.POD_STATUS, Topics.KUBE_EVENTS, Topics.CLUSTER_CLOCK),
                        watermarks(),
                        "observations")
                .filter(sighting -> sighting.what != Sighting.What.TIME)
                .keyBy(sighting -> sighting.pod)
                .process(new TrackPods())
                .name("track-pods")
                .keyBy(sign -> sign.workload)
                .process(new RaiseAlerts())
                .name("raise-alerts")
                .sinkTo(sink(args[0], args[1], args[5]));
        environment // so few that some partitions may have none, which would hold back the watermark
                .fromSource(source(args[0], args[1], Topics.NODE_STATUS), WatermarkStrategy.noWatermarks(), "nodes")
                .sinkTo(new DiscardingSink<>());
        var unusedResult = environment.execute(args[1]);
    }

    /** As its documentation tells for large state: RocksDB, incremental checkpoints, objects used again, no Kryo. */
    private static Configuration settings(Path directory, Duration checkpoints) {
        var settings = new Configuration();
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none"); // who fails has lost
        settings.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpoints);
        settings.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                directory.resolve("checkpoints").toUri().toString());
        settings.set(
                RocksDBOptions.LOCAL_DIRECTORIES, directory.resolve("rocksdb").toString());
        settings.set(RocksDBOptions.TIMER_SERVICE_FACTORY, PriorityQueueStateType.HEAP);
        settings.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        return settings;
    }

    private static KafkaSource<Sighting> source(String bootstrapServers, String group, String... topics) {
        return KafkaSource.<Sighting>builder()
                .setBootstrapServers(bootstrapServers)
                .setGroupId(group)
                .setTopics(topics)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new Sightings())
                .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "2000")
                .build();
    }

    private static WatermarkStrategy<Sighting> watermarks() {
        return WatermarkStrategy.<Sighting>forBoundedOutOfOrderness(OUT_OF_ORDER)
                .withTimestampAssigner((sighting, written) -> sighting.at)
                .withIdleness(IDLE);
    }

    private static KafkaSink<String> sink(String bootstrapServers, String group, String topic) {
        return KafkaSink.<String>builder()
                .setBootstrapServers(bootstrapServers)
                .setRecordSerializer(KafkaRecordSerializationSchema.<String>builder()
                        .setTopic(topic)
                        .setValueSerializationSchema(new SimpleStringSchema())
                        .build())
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(group)
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING) // its producers are used again
                .setProperty(
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "600000") // the broker allows no more than 15 min
                .setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4")
                .build();
    }
}
