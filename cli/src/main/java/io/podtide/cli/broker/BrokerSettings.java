package io.podtide.cli.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The server configuration of a broker that serves one machine, in little memory, and keeps its promises over months of pauses. */
final class BrokerSettings {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final Map<String, String> QUORUM_OF_ONE = Map.of(
            "process.roles", "broker,controller",
            "node.id", Integer.toString(NODE_ID),
            "controller.listener.names", CONTROLLER_LISTENER,
            "inter.broker.listener.name", "CLIENTS",
            "listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT",
            // A killed broker is taken for alive that long, and its successor waits. Default 9 s.
            "broker.session.timeout.ms", "3000",
            "broker.heartbeat.interval.ms", "1000");

    private static final Map<String, String> ONE_REPLICA = Map.of(
            "default.replication.factor", "1",
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "4",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "transaction.state.log.num.partitions", "4",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1");

    private static final Map<String, String> SMALL = Map.of(
            "num.network.threads", "2",
            "num.io.threads", "4",
            "background.threads", "2",
            "num.recovery.threads.per.data.dir", "2",
            // The default reserves 128 MiB at once.
            "log.cleaner.dedupe.buffer.size", "4194304",
            // Index files are mapped into memory at their full size, two for each partition.
            "log.index.size.max.bytes", "1048576",
            "log.segment.bytes", "134217728");

    private static final Map<String, String> TOPICS = Map.of(
            // A misspelt topic must fail, not come into being.
            "auto.create.topics.enable", "false",
            // Nobody else joins: the first member need not wait for others.
            "group.initial.rebalance.delay.ms", "0",
            // A recording is older than any retention by time; what a topic keeps is said by the topic.
            "log.retention.ms", "-1",
            // A recording from a machine whose clock is ahead is played all the same; nonsense is refused.
            "log.message.timestamp.after.max.ms", "315360000000",
            // Default 7 days: the first start after a holiday would read, and report, everything once more.
            "offsets.retention.minutes", Integer.toString(Integer.MAX_VALUE));

    private BrokerSettings() {}

    static Properties of(Path logDirectory, Ports ports) {
        var settings = new Properties();
        settings.putAll(QUORUM_OF_ONE);
        settings.putAll(ONE_REPLICA);
        settings.putAll(SMALL);
        settings.putAll(TOPICS);
        settings.put("log.dirs", logDirectory.toString());
        settings.put("controller.quorum.voters", NODE_ID + "@" + Ports.HOST + ':' + ports.controller());
        // Loopback only: nobody beyond this machine reaches a broker without authentication.
        settings.put(
                "listeners",
                "CLIENTS://" + ports.listener() + ",CONTROLLER://" + Ports.HOST + ':' + ports.controller());
        settings.put("advertised.listeners", "CLIENTS://" + ports.bootstrapServers());
        return settings;
    }
}
