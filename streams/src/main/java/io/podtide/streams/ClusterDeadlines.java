package io.podtide.streams;

import io.podtide.detect.observation.ClusterKey;
import io.podtide.detect.state.Deadlines;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Deadlines of a task's keys ({@link ClusterKey}), cluster by cluster, since every cluster has a time of its own. An index in memory, rebuilt from the
 * store when a task starts.
 *
 * <p>When a cluster is back after hours, all its pods may be due at once. Only some are asked with one record, so that no record
 * takes long; the rest follows with the next ones, and how far the cluster has come says so.
 */
final class ClusterDeadlines {

    /** Takes some 50 ms; a consumer that does not poll for minutes is put out of its group. */
    static final int AT_ONCE = 1_000;

    /** How soon a task goes on with what it left. */
    static final Duration GOES_ON_AFTER = Duration.ofMillis(500);

    private final ByCluster<Deadlines<String>> byCluster = new ByCluster<>();
    private final Map<String, Rest> rests = new LinkedHashMap<>();

    void arm(String key, Optional<Instant> deadline) {
        @Nullable Instant at = deadline.orElse(null);
        byCluster.known(ClusterKey.cluster(key), Deadlines::new).arm(key, at);
    }

    /** When a key is due; empty if only news can change it. */
    Optional<Instant> of(String key) {
        var deadlines = byCluster.find(ClusterKey.cluster(key));
        return deadlines == null ? Optional.empty() : deadlines.of(key);
    }

    /** False if nothing of a cluster is due at this time. */
    boolean anyDue(String cluster, Instant now) {
        var deadlines = byCluster.find(cluster);
        return deadlines != null && deadlines.anyDue(now);
    }

    /** The time of a cluster has come to {@code now}: keys that are due are asked in the order of time, with the time they are due. */
    void advance(String cluster, Instant now, BiConsumer<String, Instant> asked) {
        advance(cluster, now, AT_ONCE, asked);
    }

    /** Goes on where there was too much to ask; clusters share what may be asked at once. */
    void catchUp(BiConsumer<String, Instant> asked) {
        catchUp(cluster -> true, asked);
    }

    /** @param moves false of a cluster whose time stands still by now */
    void catchUp(Predicate<String> moves, BiConsumer<String, Instant> asked) {
        for (var cluster : List.copyOf(rests.keySet())) {
            var rest = rests.get(cluster);
            if (rest != null && moves.test(cluster)) {
                advance(cluster, rest.now(), Math.max(1, AT_ONCE / rests.size()), asked);
            }
        }
    }

    /** All that was due up to here has been asked, where the time of the cluster is {@code now}. */
    Instant reached(String cluster, Instant now) {
        var rest = rests.get(cluster);
        return rest == null ? now : rest.asked().minusMillis(1); // others may be due at the same time
    }

    private void advance(String cluster, Instant now, int atMost, BiConsumer<String, Instant> asked) {
        var deadlines = byCluster.find(cluster);
        if (deadlines == null) {
            return;
        }
        var last = now;
        for (int i = 0; i < atMost; i++) {
            var due = deadlines.poll(now);
            if (due.isEmpty()) {
                nothingLeft(cluster, now);
                return;
            }
            last = due.get().at();
            asked.accept(due.get().key(), last);
        }
        var rest = rests.get(cluster);
        rests.put(cluster, new Rest(rest != null && rest.now().isAfter(now) ? rest.now() : now, last));
    }

    /** News are preceded by what is due before them: that nothing more is due by then says nothing of what is due later. */
    private void nothingLeft(String cluster, Instant now) {
        var rest = rests.isEmpty() ? null : rests.get(cluster);
        if (rest != null && !now.isBefore(rest.now())) {
            rests.remove(cluster);
        }
    }

    /**
     * Something may be left to ask.
     *
     * @param now how far the cluster has come
     * @param asked when the key was due that was asked last
     */
    private record Rest(Instant now, Instant asked) {}
}
