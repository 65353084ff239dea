package io.podtide.cli.chaos;

import io.podtide.cli.e2e.ClusterClocks;
import io.podtide.wire.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Lets time pass, faster than ours, but no faster than those who live in it can follow: on a slow machine nothing else happens
 * than on a fast one.
 */
final class Pacemaker {

    private static final Duration TICK = Duration.ofMillis(20);

    private final SharedTime time;
    private final int factor;
    private final Map<String, Duration> patience;
    private final KafkaSettings kafka;

    /** @param patience how far time may run ahead of what was last heard of a cluster */
    Pacemaker(SharedTime time, int factor, Map<String, Duration> patience, KafkaSettings kafka) {
        this.time = time;
        this.factor = factor;
        this.patience = patience;
        this.kafka = kafka;
    }

    /** Returns when it is that time. */
    void run(Instant end) throws InterruptedException {
        try (var clocks = ClusterClocks.following(kafka)) {
            while (time.now().isBefore(end)) {
                Thread.sleep(TICK.toMillis());
                var next = time.now().plus(TICK.multipliedBy(factor));
                var heard = clocks.heard();
                if (patience.entrySet().stream()
                        .allMatch(p -> !heard.getOrDefault(p.getKey(), time.now())
                                .plus(p.getValue())
                                .isBefore(next))) {
                    time.set(next.isBefore(end) ? next : end);
                }
            }
        }
    }
}
