package io.podtide.detect.workload;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the times from start to out-of-memory kill say, of the newest kills of one container. */
enum MemoryTrend {
    /** Always about as long: memory grows at a steady rate until it meets the limit. */
    STEADY("steady: memory grows at the same rate each time"),
    /** Ever shorter: it grows faster, or starts from more. */
    SHRINKING("shrinking: each run meets the limit sooner"),
    /** Within seconds of the start, or irregular: a single large demand. */
    SPIKE("spike: a single large demand");

    private static final int LOOKED_AT = 8;
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private final String words;

    MemoryTrend(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Of the strikes of one container, oldest first; empty with fewer than two lifetimes known. */
    static Optional<MemoryTrend> of(List<Strike> kills) {
        var seconds = kills.stream()
                .map(Strike::lifetime)
                .filter(Objects::nonNull)
                .map(ran -> ran.toMillis() / 1000.0)
                .toList();
        seconds = seconds.subList(Math.max(0, seconds.size() - LOOKED_AT), seconds.size());
        if (seconds.size() < 2) {
            return Optional.empty();
        }
        double mean = seconds.stream().mapToDouble(s -> s).average().orElse(0);
        double variance = seconds.stream()
                .mapToDouble(s -> (s - mean) * (s - mean))
                .average()
                .orElse(0);
        if (mean < AT_ONCE.toSeconds()) {
            return Optional.of(SPIKE);
        }
        if (seconds.size() >= 3 && falls(seconds)) {
            return Optional.of(SHRINKING);
        }
        return Optional.of(Math.sqrt(variance) < 0.3 * mean ? STEADY : SPIKE);
    }

    /** Each no longer than the one before, and in all by a third. */
    private static boolean falls(List<Double> seconds) {
        for (int i = 1; i < seconds.size(); i++) {
            if (seconds.get(i) > seconds.get(i - 1)) {
                return false;
            }
        }
        return seconds.get(seconds.size() - 1) < seconds.get(0) * 2 / 3;
    }
}
