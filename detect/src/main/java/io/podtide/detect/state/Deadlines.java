package io.podtide.detect.state;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Keys by the time at which they want to be asked again. Looking costs what is due, not how many keys there are. It is an
 * index only: the state decides what a deadline means, so the index may be rebuilt from the states at any time.
 *
 * <p>Not thread-safe.
 */
public final class Deadlines<K extends Comparable<K>> {

    private final PriorityQueue<Entry<K>> queue = new PriorityQueue<>();
    private final Map<K, Instant> armed = new HashMap<>();

    /** Sets, moves or (with null) clears the deadline of a key. */
    public void arm(K key, @Nullable Instant deadline) {
        if (deadline == null) {
            armed.remove(key);
        } else if (!deadline.equals(armed.put(key, deadline))) {
            queue.add(new Entry<>(deadline, key)); // an older entry of the key is passed over when it comes up
        }
    }

    /** The deadline of a key. */
    public Optional<Instant> of(K key) {
        return Optional.ofNullable(armed.get(key));
    }

    /** Takes the key that is due first, if one is due at this time. */
    public Optional<Due<K>> poll(Instant now) {
        var first = next().filter(at -> !at.isAfter(now));
        if (first.isEmpty()) {
            return Optional.empty();
        }
        var head = queue.remove();
        armed.remove(head.key());
        return Optional.of(new Due<>(head.key(), head.at()));
    }

    /** When the first key is due. */
    public Optional<Instant> next() {
        for (var head = queue.peek(); head != null; head = queue.peek()) {
            if (head.at().equals(armed.get(head.key()))) {
                return Optional.of(head.at());
            }
            queue.remove();
        }
        return Optional.empty();
    }

    /** How many keys wait. */
    public int size() {
        return armed.size();
    }

    /** A key that is due, and since when. */
    public record Due<K>(K key, Instant at) {}

    private record Entry<K extends Comparable<K>>(Instant at, K key) implements Comparable<Entry<K>> {
        @Override
        public int compareTo(Entry<K> other) {
            int byTime = at.compareTo(other.at); // then by key, so that equal deadlines come in the same order always
            return byTime != 0 ? byTime : key.compareTo(other.key);
        }
    }
}
