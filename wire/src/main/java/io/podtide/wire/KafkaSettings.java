package io.podtide.wire;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How to connect to Kafka. Every property {@code kafka.*} is passed on without its prefix and wins over our defaults: TLS,
 * mTLS, SASL and all else are Kafka's own settings under Kafka's own names.
 */
public final class KafkaSettings {

    /** Prefix of the properties that are passed on. */
    public static final String PREFIX = "kafka.";

    private final Map<String, String> properties;

    private KafkaSettings(Map<String, String> properties) {
        this.properties = Map.copyOf(properties);
    }

    /** Those under {@link #PREFIX} among these, and the brokers, which win over {@code kafka.bootstrap.servers}. */
    public static KafkaSettings of(String bootstrapServers, Map<String, String> settings) {
        var properties = new HashMap<>(of(settings).properties);
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return new KafkaSettings(properties);
    }

    /** Those under {@link #PREFIX} among these. */
    public static KafkaSettings of(Map<String, String> settings) {
        var properties = new HashMap<String, String>();
        settings.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                properties.put(key.substring(PREFIX.length()), value);
            }
        });
        return new KafkaSettings(properties);
    }

    public String bootstrapServers() {
        return properties.getOrDefault(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "");
    }

    /** What is passed on, for Kafka Streams, whose prefixes ({@code main.consumer.} ...) work too. Holds secrets. */
    public Map<String, Object> properties() {
        return new HashMap<>(properties);
    }

    /** For an admin or a consumer. Holds secrets. */
    public Map<String, Object> client(String clientId) {
        var all = new HashMap<String, Object>();
        all.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        all.putAll(properties);
        return all;
    }

    /** For a producer that loses nothing and repeats nothing, in batches that cost 10 ms. Its buffer is
     * bounded ({@code buffer.memory}, 32 MiB by default): whoever sends waits when Kafka does not keep up, and is refused when a record is not taken in 30 s. Holds secrets. */
    public Map<String, Object> producer(String clientId) {
        var all = new HashMap<String, Object>();
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.LINGER_MS_CONFIG, 10);
        all.put(ProducerConfig.BATCH_SIZE_CONFIG, 131_072);
        all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        // As long as a record may take; its default of a minute would hold a watch that is as good as lost.
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000L);
        // Must not be above delivery.timeout.ms less linger.ms: its default of 30 s is.
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        all.putAll(client(clientId));
        return all;
    }

    /** Names only: a value may be a password. */
    @Override
    public String toString() {
        return "Kafka at " + bootstrapServers() + " with " + new TreeMap<>(properties).keySet();
    }
}
