package io.podtide.cli.rule;

import io.podtide.detect.rule.RuleBook;
import io.podtide.rules.RuleSets;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.topic.BrokerUnreachableException;
import io.podtide.wire.topic.TopicSetup;
import io.podtide.wire.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** {@code podtide.rules}: what is on it, and a way to put something there. */
public record RuleTopic(KafkaSettings kafka) {

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int LARGEST_REQUEST = 2 << 20;

    /**
     * A set as somebody has put it there.
     *
     * @param yaml null: the set was removed
     */
    public record Version(String name, @Nullable Bytes yaml, Instant at) {}

    /** All versions that are still there, in the order in which they came. Nothing where there is no such topic. */
    public List<Version> versions() {
        var versions = new ArrayList<Version>();
        try (var consumer = consumer()) {
            var partitions = consumer.partitionsFor(Topics.RULES, ANSWERS_WITHIN).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var end = consumer.endOffsets(partitions, ANSWERS_WITHIN);
            while (end.entrySet().stream()
                    .anyMatch(e -> consumer.position(e.getKey(), ANSWERS_WITHIN) < e.getValue())) {
                consumer.poll(POLL)
                        .forEach(r -> versions.add(new Version(
                                r.key() == null ? "" : r.key(),
                                Bytes.wrap(r.value()),
                                Instant.ofEpochMilli(r.timestamp()))));
            }
        } catch (TimeoutException e) {
            throw unreachable(e);
        }
        return versions;
    }

    /** The text of this set, right or wrong; empty where there is none. */
    public static Optional<Bytes> newest(List<Version> versions, String name) {
        return versions.stream()
                .filter(version -> version.name().equals(name))
                .reduce((older, newer) -> newer)
                .map(Version::yaml);
    }

    /** What these come to; versions with a mistake leave those before them in force, as in the streams. */
    public static RuleBook inForce(List<Version> versions) {
        return sets(versions).book();
    }

    /** Sets, of which each is as the newest version without a mistake says. */
    public static RuleSets sets(List<Version> versions) {
        var sets = new RuleSets(RuleBook.DEFAULTS);
        for (var version : versions) {
            if (version.yaml() == null) {
                sets.remove(version.name());
            } else {
                var unusedMistakes = sets.put(version.name(), version.yaml().get());
            }
        }
        return sets;
    }

    /** Returns when all replicas in sync have it. The topic is created where it is missing. */
    public void publish(String name, byte[] yaml) throws InterruptedException {
        TopicSetup.rules(kafka, ANSWERS_WITHIN);
        var settings = kafka.producer("podtide-rules");
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) ANSWERS_WITHIN.toMillis());
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.RULES, name, yaml)).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException timeout) {
                throw unreachable(timeout);
            }
            throw new KafkaException("the rules cannot be published: " + e.getMessage(), e);
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        var settings = kafka.client("podtide-rules");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private BrokerUnreachableException unreachable(TimeoutException e) {
        return new BrokerUnreachableException(
                "no answer from Kafka at " + kafka.bootstrapServers() + ": is the address right?", e);
    }
}
