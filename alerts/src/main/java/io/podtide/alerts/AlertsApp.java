package io.podtide.alerts;

import io.podtide.alerts.AlertsStatus.State;
import io.podtide.wire.KafkaProblems;
import io.podtide.wire.topic.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An instance of alerts. Of all instances the one that the group gives the only partition of the state to is at the desk.
 *
 * <p>The thread {@code alerts-desk} does everything but sending.
 */
public final class AlertsApp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AlertsApp.class);

    private static final int SESSION_MS = 10_000;
    private static final int HEARTBEAT_MS = 3_000;
    private static final int MOST_BETWEEN_POLLS_MS = 300_000;
    private static final Duration WAITS = Duration.ofMillis(500);
    private static final Duration RESTS = Duration.ofSeconds(1);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(15);

    private final AlertsSettings settings;
    private final ConfigFile file;
    private final Watched watched;
    private final Consumer<String> notes;
    private final KafkaConsumer<byte[], byte[]> group;
    private final double sessionSeconds;
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "alerts-desk");
    private volatile boolean stopping;
    private volatile boolean ours;
    private boolean saidCutOff;

    private AlertsApp(AlertsSettings settings, ConfigFile file, Watched watched, Consumer<String> notes) {
        this.settings = settings;
        this.file = file;
        this.watched = watched;
        this.notes = notes;
        var membership = membership(settings);
        this.sessionSeconds =
                Integer.parseInt(String.valueOf(membership.get(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG))) / 1_000.0;
        this.group = new KafkaConsumer<>(membership, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** @param notes told of what people may want to know */
    public static AlertsApp start(AlertsSettings settings, ConfigFile file, Watched watched, Consumer<String> notes) {
        var app = new AlertsApp(settings, file, watched, notes);
        app.thread.start();
        return app;
    }

    private static Map<String, Object> membership(AlertsSettings settings) {
        var config = settings.kafka().client(settings.group());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        // Nobody is moved from the desk because somebody else comes in.
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        config.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS);
        config.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MS);
        config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, MOST_BETWEEN_POLLS_MS);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        if (settings.instance() != null) {
            config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, settings.group() + "-" + settings.instance());
        }
        return config;
    }

    private void run() {
        try (group) {
            group.subscribe(List.of(Topics.ALERT_STATE), new Membership());
            while (!stopping) {
                try {
                    turn();
                } catch (FencedInstanceIdException | AuthenticationException | AuthorizationException e) {
                    throw e;
                } catch (KafkaException e) {
                    // Kafka is away, or another has taken the desk: what was kept there is what counts.
                    cutOff(e);
                    TimeUnit.MILLISECONDS.sleep(RESTS.toMillis());
                }
            }
        } catch (WakeupException | InterruptedException e) {
            LOG.debug("alerts: asked to stop");
        } catch (Throwable e) {
            failure.complete(e);
        } finally {
            watched.status().state(State.STOPPED);
        }
    }

    /** Said once, however often it is tried again. */
    private void cutOff(KafkaException e) {
        if (!saidCutOff) {
            notes.accept("alerts: the desk is left: " + KafkaProblems.describe(e) + "; it is tried again");
        }
        saidCutOff = true;
        watched.status().state(State.CUT_OFF);
        LOG.info("alerts: the desk is left", e);
    }

    /** Waits for the desk, and works there until it has to be left. */
    private void turn() {
        group.poll(WAITS);
        watched.status().moved();
        if (!ours || stopping) {
            return;
        }
        watched.status().state(State.RESTORING);
        try (var desk = new Desk(settings, file, InstantSource.system(), watched, notes)) {
            watched.status().state(State.AT_DESK);
            saidCutOff = false;
            while (ours && !stopping && !desk.outgrown()) {
                desk.step();
                group.poll(Duration.ZERO);
            }
        }
        if (!ours) {
            watched.status().state(State.WAITING);
        }
    }

    /** How it is. */
    public AlertsStatus status() {
        return watched.status();
    }

    /** This member of the group has had to do with Kafka as lately as it takes to remain one. */
    public boolean isInTouch() {
        // Before the first heartbeat there is none to count from.
        return isRecent("last-heartbeat-seconds-ago") || isRecent("last-rebalance-seconds-ago");
    }

    private boolean isRecent(String metric) {
        return group.metrics().values().stream()
                .filter(one -> one.metricName().name().equals(metric))
                .map(one -> one.metricValue())
                .filter(Double.class::isInstance)
                .anyMatch(seconds -> (Double) seconds >= 0 && (Double) seconds <= sessionSeconds);
    }

    /** Completes if it has ended by itself. */
    public CompletableFuture<Throwable> failure() {
        return failure.copy();
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(ENDS_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            thread.interrupt();
        }
    }

    private final class Membership implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                group.pause(partitions); // what is on it is read otherwise
                ours = true;
            } else if (!ours) {
                watched.status().state(State.WAITING);
                notes.accept("alerts: waiting, another instance is at the desk");
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            ours &= partitions.isEmpty();
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            ours &= partitions.isEmpty();
        }
    }
}
