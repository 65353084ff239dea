package io.podtide.streams;

import io.podtide.wire.KafkaSettings;
import io.podtide.wire.topic.TopicSettings;
import io.podtide.wire.topic.Topics;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How the streams run.
 *
 * @param kafka how to connect; its properties win over our defaults, prefixes such as {@code main.consumer.} included
 * @param applicationId names the consumer group, the internal topics and the transactions
 * @param stateDir where stores are kept between starts
 * @param threads stream threads of this instance
 * @param standbys copies of the state that other instances keep up to date, to take over without a restore
 */
public record StreamsSettings(KafkaSettings kafka, String applicationId, Path stateDir, int threads, int standbys) {

    /** The default application id. */
    public static final String APPLICATION_ID = "podtide";

    /** Property: the {@link StreamsMeters}, for what Kafka Streams makes itself and hands the properties to. */
    static final String METERS = "podtide.meters";

    public StreamsSettings {
        if (threads < 1) {
            throw new IllegalArgumentException("streams need at least 1 thread, not " + threads);
        }
        if (standbys < 0) {
            throw new IllegalArgumentException("there cannot be " + standbys + " standbys");
        }
    }

    /** Without standbys. */
    public StreamsSettings(KafkaSettings kafka, String applicationId, Path stateDir, int threads) {
        this(kafka, applicationId, stateDir, threads, 0);
    }

    /** What Kafka Streams is given. */
    public Properties properties() {
        Map<String, Object> all = new HashMap<>();
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        all.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        all.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbys);
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        all.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        all.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, WallClockBoundTimestamps.class);
        all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        // what is in use is kept as objects (WriteBehindStore): a cache of bytes behind it would save nothing
        all.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        // what somebody waits for is committed sooner (PromptCommits)
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000);
        all.put(StreamsConfig.POLL_MS_CONFIG, 50);
        // they wait in memory, and are the sooner out of the processor's cache the more there are
        all.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 500);
        deadLetters(all);
        consumerAndProducer(all);
        var given = kafka.properties();
        given.keySet()
                .forEach(
                        name -> { // a client takes what has its prefix rather than what has none
                            all.remove(StreamsConfig.consumerPrefix(name));
                            all.remove(StreamsConfig.producerPrefix(name));
                        });
        all.putAll(given);
        var properties = new Properties();
        properties.putAll(all);
        return properties;
    }

    /** The same for the instance at work on the state directory, which is given a name if it has none. */
    Properties propertiesOfInstance() {
        var properties = properties();
        var id = ConsumerConfig.GROUP_INSTANCE_ID_CONFIG;
        if (!properties.containsKey(ConsumerConfig.GROUP_PROTOCOL_CONFIG) // the streams protocol knows no such names
                && !properties.containsKey(id)
                && !properties.containsKey(StreamsConfig.consumerPrefix(id))) {
            properties.putIfAbsent(StreamsConfig.mainConsumerPrefix(id), InstanceId.of(stateDir));
        }
        return properties;
    }

    static StreamsMeters meters(Map<String, ?> configs) {
        return configs.get(METERS) instanceof StreamsMeters meters ? meters : StreamsMeters.none();
    }

    /** What cannot be read, and what no step can take, is kept with the reason, and the rest goes on. */
    private static void deadLetters(Map<String, Object> all) {
        all.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.DEAD_LETTERS);
        all.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, SkipUnreadableRecords.class);
        all.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, SkipBadRecords.class);
        all.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, SkipUnwritableRecords.class);
    }

    private static void consumerAndProducer(Map<String, Object> all) {
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 2_000);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // others take over from a killed instance that does not come back after 10 s instead of 45
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 3_000);
        // nobody reads it before the commit, which waits for nothing that lingers
        all.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 20);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 131_072);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        // what is kept of one workload may be large, and what is refused ends an instance at every start anew
        all.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), TopicSettings.LARGEST_OF_STREAMS);
        all.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), TopicSettings.LARGEST_OF_STREAMS);
    }
}
