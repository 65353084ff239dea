package io.podtide.bench.throughput;

import io.podtide.detect.observation.Observation;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.Topic;
import io.podtide.wire.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * Reads the topics that the pipeline reads and does less, as a process of its own: {@code NAME BOOTSTRAP GROUP DIRECTORY THREADS}.
 * It runs until it is killed; how far it has come is told by its offsets.
 */
final class Rival {

    static final List<String> TOPICS =
            List.of(Topics.POD_STATUS, Topics.KUBE_EVENTS, Topics.NODE_STATUS, Topics.CLUSTER_CLOCK);

    /** Topic of the pass-through. */
    static final String COPY = "bench.copy";

    private final String bootstrapServers;
    private final String group;
    private final int threads;

    private Rival(String bootstrapServers, String group, int threads) {
        this.bootstrapServers = bootstrapServers;
        this.group = group;
        this.threads = threads;
    }

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.US); // as podtide has it: Kafka Streams formats a text for every record
        var rival = new Rival(args[1], args[2], Integer.parseInt(args[4]));
        switch (args[0]) {
            case "consumer" -> rival.consume();
            case "decode" -> rival.run(Path.of(args[3]), Rival::decode);
            case "pass-through" -> rival.run(Path.of(args[3]), Rival::passThrough);
            case "get-put" -> rival.run(Path.of(args[3]), Rival::getPut);
            case "get-put-decoded" -> rival.run(Path.of(args[3]), Rival::getPutDecoded);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    /** The limit: decodes every record into the value that the pipeline sees, and forgets it. */
    private void consume() throws InterruptedException {
        var consumers = new ArrayList<Thread>();
        for (int i = 0; i < threads; i++) {
            consumers.add(new Thread(this::consumeOne, "consumer-" + i));
        }
        consumers.forEach(Thread::start);
        for (var consumer : consumers) {
            consumer.join();
        }
    }

    private void consumeOne() {
        var values = values();
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                2_000);
        var bytes = new ByteArrayDeserializer();
        try (var consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
            consumer.subscribe(TOPICS);
            long committed = System.nanoTime();
            while (true) {
                var records = consumer.poll(Duration.ofMillis(100));
                for (var record : records) {
                    values.deserialize(record.topic(), record.value());
                }
                boolean late = System.nanoTime() - committed > COMMIT_MILLIS * 1_000_000;
                if (late || records.isEmpty()) { // its half takes seconds: one more to the next commit would count
                    consumer.commitAsync();
                    committed = System.nanoTime();
                }
            }
        }
    }

    /** Of any of the topics. */
    private static Deserializer<Observation> values() {
        var topics = Topics.of(SchemaIds.fixed());
        Map<String, Deserializer<? extends Observation>> byTopic = Stream.of(
                        topics.podStatus(), topics.kubeEvents(), topics.nodeStatus(), topics.clusterClock())
                .collect(Collectors.toMap(
                        Topic::name, topic -> topic.valueSerde().deserializer()));
        return (topic, bytes) -> Objects.requireNonNull(byTopic.get(topic)).deserialize(topic, bytes);
    }

    /** As podtide has it while it catches up. */
    private static final long COMMIT_MILLIS = 1_000;

    private interface Flow {
        void build(KStream<byte[], byte[]> records, StreamsBuilder builder);
    }

    private void run(Path directory, Flow flow) {
        var builder = new StreamsBuilder();
        flow.build(builder.stream(TOPICS, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())), builder);
        new KafkaStreams(builder.build(), settings(directory)).start();
    }

    /** The limit within Kafka Streams: what any topology does before it has a state, or something to say. */
    private static void decode(KStream<byte[], byte[]> records, StreamsBuilder builder) {
        records.process(Decode::new);
    }

    private static final class Decode extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

        private final Deserializer<Observation> values = values();

        @Override
        public void process(Record<byte[], byte[]> record) {
            var topic = context().recordMetadata().orElseThrow().topic();
            values.deserialize(topic, record.value());
        }
    }

    private static void passThrough(KStream<byte[], byte[]> records, StreamsBuilder builder) {
        records.to(COPY, Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
    }

    /** What is known of a pod is read, and written back with every record, without a look at either. */
    private static void getPut(KStream<byte[], byte[]> records, StreamsBuilder builder) {
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore("state"), Serdes.ByteArray(), Serdes.ByteArray()));
        records.process(GetPut::new, "state");
    }

    private static final class GetPut extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

        @Override
        public void process(Record<byte[], byte[]> record) {
            KeyValueStore<byte[], byte[]> store = context().getStateStore("state");
            var unusedBefore = store.get(record.key());
            store.put(record.key(), record.value());
        }
    }

    /** The same with a look at both, as whoever detects something has to: the usual design. */
    private static void getPutDecoded(KStream<byte[], byte[]> records, StreamsBuilder builder) {
        var topics = Topics.of(SchemaIds.fixed());
        keep(builder, topics.podStatus());
        keep(builder, topics.kubeEvents());
        keep(builder, topics.nodeStatus());
        keep(builder, topics.clusterClock());
        records.process(GetPutDecoded::new, TOPICS.toArray(String[]::new));
    }

    private static <T> void keep(StreamsBuilder builder, Topic<?, T> topic) {
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(topic.name()), Serdes.ByteArray(), topic.valueSerde()));
    }

    private static final class GetPutDecoded extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

        private final Deserializer<Observation> values = values();

        @Override
        public void process(Record<byte[], byte[]> record) {
            var topic = context().recordMetadata().orElseThrow().topic();
            KeyValueStore<byte[], Observation> store = context().getStateStore(topic);
            var news = values.deserialize(topic, record.value());
            var unusedBefore = store.get(record.key());
            store.put(record.key(), news);
        }
    }

    /** What the pipeline has, where it has a say in speed. */
    private Properties settings(Path directory) {
        var settings = new Properties();
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, group);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
        settings.put(StreamsConfig.POLL_MS_CONFIG, 50);
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 500);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 2_000);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 20);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 131_072);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        return settings;
    }
}
