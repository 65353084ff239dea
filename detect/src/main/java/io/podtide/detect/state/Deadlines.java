package io.podtide.detect.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keys by the time at which they want to be asked again. Looking costs what is due, not how many keys there are; and as most
 * deadlines are moved before they come, only those whose minute is near stand in their order. It is an index only: the state
 * decides what a deadline means, so the index may be rebuilt from the states at any time.
 *
 * <p>Not thread-safe.
 */
public final class Deadlines<K extends Comparable<K>> {

    /** 64 seconds are one span. */
    private static final int SPAN_BITS = 6;

    /** Left in their place until their time, beside as many as stand. */
    private static final int MOST_GIVEN_UP = 1_024;

    /** Of all spans up to {@code reached}, in their order. */
    private final PriorityQueue<Entry<K>> soon = new PriorityQueue<>();

    /** Of each later span, in no order. */
    private final TreeMap<Long, List<Entry<K>>> later = new TreeMap<>();

    private final Map<K, Entry<K>> armed = new HashMap<>();
    private long reached = Long.MIN_VALUE;
    /** Seconds since the epoch; before that nothing is due, so that most looks cost no more than one at this. */
    private long quietUntil = Long.MAX_VALUE;
    /** In their order or not, those given up included. */
    private int entries;

    /** Sets, moves or (with null) clears the deadline of a key. */
    public void arm(K key, @Nullable Instant deadline) {
        if (deadline == null) {
            var before = armed.remove(key);
            if (before != null) {
                before.stands = false; // it is passed over when it comes up
            }
            return;
        }
        var before = armed.get(key);
        if (before != null) {
            if (before.at.equals(deadline)) {
                return;
            }
            before.stands = false;
        }
        var entry = new Entry<>(deadline, key);
        armed.put(key, entry);
        add(entry);
        if (entries > 2 * armed.size() + MOST_GIVEN_UP) {
            forgetGivenUp();
        }
    }

    private void add(Entry<K> entry) {
        entries++;
        quietUntil = Math.min(quietUntil, entry.at.getEpochSecond());
        long span = spanOf(entry.at);
        if (span <= reached) {
            soon.add(entry);
        } else {
            later.computeIfAbsent(span, each -> new ArrayList<>()).add(entry);
        }
    }

    private static long spanOf(Instant at) {
        return at.getEpochSecond() >> SPAN_BITS;
    }

    private void forgetGivenUp() {
        soon.removeIf(each -> !each.stands);
        later.values().forEach(span -> span.removeIf(each -> !each.stands));
        later.values().removeIf(List::isEmpty);
        entries = armed.size();
    }

    /** The deadline of a key. */
    public Optional<Instant> of(K key) {
        return Optional.ofNullable(armed.get(key)).map(entry -> entry.at);
    }

    /** Takes the key that is due first, if one is due at this time. */
    public Optional<Due<K>> poll(Instant now) {
        var head = due(now);
        if (head == null) {
            return Optional.empty();
        }
        soon.remove();
        entries--;
        armed.remove(head.key);
        return Optional.of(new Due<>(head.key, head.at));
    }

    /** When the first key is due. However far that is, it stands in its order from now on, and what comes before it later does. */
    public Optional<Instant> next() {
        while (soon() == null && !later.isEmpty()) {
            reachNextSpan();
        }
        return Optional.ofNullable(soon()).map(entry -> entry.at);
    }

    /** False if no key is due at this time. */
    public boolean anyDue(Instant now) {
        return due(now) != null;
    }

    private @Nullable Entry<K> due(Instant now) {
        return now.getEpochSecond() < quietUntil ? null : search(now);
    }

    private @Nullable Entry<K> search(Instant now) {
        long span = spanOf(now);
        while (true) {
            var head = soon();
            if (head != null && !head.at.isAfter(now)) {
                return head;
            }
            if (head != null) {
                quietUntil = head.at.getEpochSecond();
                return null;
            }
            if (later.isEmpty()) {
                quietUntil = Long.MAX_VALUE;
                return null;
            }
            if (later.firstKey() > span) {
                quietUntil = later.firstKey() << SPAN_BITS;
                return null;
            }
            reachNextSpan();
        }
    }

    /** The first of those that stand in their order. */
    private @Nullable Entry<K> soon() {
        var head = soon.peek();
        while (head != null && !head.stands) {
            soon.remove();
            entries--;
            head = soon.peek();
        }
        return head;
    }

    private void reachNextSpan() {
        var span = later.pollFirstEntry();
        reached = span.getKey();
        for (var entry : span.getValue()) {
            if (entry.stands) {
                soon.add(entry);
            } else {
                entries--;
            }
        }
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
