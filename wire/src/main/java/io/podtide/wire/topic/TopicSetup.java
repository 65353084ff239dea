package io.podtide.wire.topic;

import io.podtide.wire.KafkaSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the topics that are missing and checks those that are there. Every role runs it at its start; several may at once.
 */
public final class TopicSetup {

    private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);

    private static final short BROKERS_DEFAULT = -1;

    private final AdminCalls calls;
    private final Admin admin;
    private final TopicSettings settings;
    private final TopicUse use;

    private TopicSetup(AdminCalls calls, TopicSettings settings, TopicUse use) {
        this.calls = calls;
        this.admin = calls.admin();
        this.settings = settings;
        this.use = use;
    }

    /**
     * When it returns, every partition of the topics of all roles can be written to.
     *
     * @return the partitions of the topics that are read together: those that exist decide, then the settings
     * @throws TopicMismatchException where topics do not fit, or cannot be created
     * @throws BrokerUnreachableException where Kafka does not answer in time
     */
    public static int run(KafkaSettings kafka, TopicSettings settings, Duration timeout) {
        return run(kafka, settings, TopicUse.STREAMS, timeout);
    }

    /**
     * The same for the topics of one role: others need neither be there nor be seen by it.
     *
     * @throws NotPermittedException where Kafka does not let us do with them what the role does
     */
    public static int run(KafkaSettings kafka, TopicSettings settings, TopicUse use, Duration timeout) {
        try (var calls = AdminCalls.open(kafka, timeout)) {
            return new TopicSetup(calls, settings, use).run();
        }
    }

    /** The same for {@link Topics#RULES} alone: rules may be there before anything else. */
    public static void rules(KafkaSettings kafka, Duration timeout) {
        try (var calls = AdminCalls.open(kafka, timeout)) {
            var setup = new TopicSetup(calls, TopicSettings.keptByTime(1, BROKERS_DEFAULT), TopicUse.RULES);
            setup.complete(List.of(setup.settings.rules()));
        }
    }

    private int run() {
        return complete(settings.topics().stream()
                .filter(topic -> use.needs(topic.name()))
                .toList());
    }

    private int complete(List<NewTopic> topics) {
        while (true) {
            var existing = partitions(topics);
            var count = CoPartitioning.check(existing).orElse(settings.partitions());
            var missing = settings.withPartitions(count).topics().stream()
                    .filter(topic -> topics.stream().anyMatch(t -> t.name().equals(topic.name())))
                    .filter(topic -> !existing.containsKey(topic.name()))
                    .toList();
            if (create(missing)) {
                missing.forEach(topic -> existing.put(topic.name(), topic.numPartitions()));
                awaitLeaders(existing);
                return count;
            }
            calls.pause("topics exist, and cannot be seen: may we describe them?");
        }
    }

    /** Topics of ours that exist, and how many partitions they have. */
    private Map<String, Integer> partitions(List<NewTopic> topics) {
        var names = topics.stream().map(NewTopic::name).toList();
        var existing = new HashMap<String, Integer>();
        var denied = new TreeSet<String>();
        var options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        admin.describeTopics(names, options)
                .topicNameValues()
                .forEach((name, future) -> calls.get(
                                future, "to DESCRIBE topic " + name, UnknownTopicOrPartitionException.class)
                        .ifPresent(topic -> {
                            existing.put(name, topic.partitions().size());
                            denied.addAll(denied(topic));
                        }));
        calls.refuse(denied);
        return existing;
    }

    /** To be told now, and of all topics, is better than by the first record. */
    private List<String> denied(TopicDescription topic) {
        var permitted = topic.authorizedOperations(); // null where a broker is too old to say
        return permitted == null
                ? List.of()
                : use.operations(topic.name()).stream()
                        .filter(operation -> !permitted.contains(operation))
                        .map(operation -> operation + " topic " + topic.name())
                        .toList();
    }

    /** False if another was quicker with one of them: it may have another number of partitions. */
    private boolean create(Collection<NewTopic> missing) {
        var alone = true;
        for (var creation : admin.createTopics(missing).values().entrySet()) {
            var what = "to CREATE topic " + creation.getKey();
            // The future's value is null when all is well: what comes back is whether it came to its end.
            var config = creation.getValue().thenApply(none -> true);
            var created = calls.get(config, what, TopicExistsException.class).isPresent();
            if (created) {
                LOG.info("topic created: name={}", creation.getKey());
            }
            alone &= created;
        }
        return alone;
    }

    /**
     * Without it most fresh topics lose records of an idempotent producer: {@code createTopics} returns before the brokers
     * know who leads. A broker may not even know yet that there is such a topic.
     */
    private void awaitLeaders(Map<String, Integer> topics) {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        topics.forEach((name, count) -> {
            for (int partition = 0; partition < count; partition++) {
                latest.put(new TopicPartition(name, partition), OffsetSpec.latest());
            }
        });
        var purpose = "who leads the partitions of " + new TreeSet<>(topics.keySet());
        while (calls.get(admin.listOffsets(latest).all(), purpose, UnknownTopicOrPartitionException.class)
                .isEmpty()) {
            calls.pause("topics that exist, or were created, are unknown to a broker");
        }
    }
}
