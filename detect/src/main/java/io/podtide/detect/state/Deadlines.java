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

    /** Left in the queue until their time, beside as many as stand. */
    private static final int MOST_GIVEN_UP = 1_024;

    private final PriorityQueue<Entry<K>> queue = new PriorityQueue<>();
    private final Map<K, Entry<K>> armed = new HashMap<>();

    /** Sets, moves or (with null) clears the deadline of a key. */
    public void arm(K key, @Nullable Instant deadline) {
        var before = armed.get(key);
        if (before != null) {
            if (before.at.equals(deadline)) {
                return;
            }
            before.stands = false; // it is passed over when it comes up
        }
        if (deadline != null) {
            var entry = new Entry<>(deadline, key);
            armed.put(key, entry);
            queue.add(entry);
            if (queue.size() > 2 * armed.size() + MOST_GIVEN_UP) {
                queue.removeIf(each -> !each.stands);
            }
        } else if (before != null) {
            armed.remove(key);
        }
    }

    /** The deadline of a key. */
    public Optional<Instant> of(K key) {
        return Optional.ofNullable(armed.get(key)).map(entry -> entry.at);
    }

    /** Takes the key that is due first, if one is due at this time. */
    public Optional<Due<K>> poll(Instant now) {
        var head = first();
        if (head == null || head.at.isAfter(now)) {
            return Optional.empty();
        }
        queue.remove();
        armed.remove(head.key);
        return Optional.of(new Due<>(head.key, head.at));
    }

    /** When the first key is due. */
    public Optional<Instant> next() {
        return Optional.ofNullable(first()).map(entry -> entry.at);
    }

    private @Nullable Entry<K> first() {
        var head = queue.peek();
        while (head != null && !head.stands) {
            queue.remove();
            head = queue.peek();
        }
        return head;
    }

    /** How many keys wait. */
    public int size() {
        return armed.size();
    }

    /** A key that is due, and since when. */
    public record Due<K>(K key, Instant at) {}

    /** Knows by itself whether it counts: whoever only looks touches no other memory, however many keys there are. */
    private static final class Entry<K extends Comparable<K>> implements Comparable<Entry<K>> {
        private final Instant at;
        private final K key;
        private boolean stands = true;

        Entry(Instant at, K key) {
            this.at = at;
            this.key = key;
        }

        @Override
        public int compareTo(Entry<K> other) {
            int byTime = at.compareTo(other.at); // then by key, so that equal deadlines come in the same order always
            return byTime != 0 ? byTime : key.compareTo(other.key);
        }
    }
}
