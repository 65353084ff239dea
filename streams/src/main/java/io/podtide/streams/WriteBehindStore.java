package io.podtide.streams;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the values in use as objects: one that is read again is not decoded again, and one that changes several times between
 * two commits is encoded, stored and logged once. What is kept back is written before a task commits, and so is part of its
 * transaction; a task that is closed without a commit forgets it, as Kafka forgets the transaction.
 *
 * <p>Once somebody has read all that there is, it is known which keys there are, and the store below is not asked for one that is
 * new: as many records tell of such a one as there are pods that come and go.
 *
 * <p>The cache of Kafka Streams holds bytes, and is asked to write by a class that is not part of its API, as this one is:
 * there is no other way to be told of a commit in time. {@code WriteBehindStoreTest} shows that it still is.
 */
final class WriteBehindStore<V> extends WrappedStateStore<KeyValueStore<String, V>, String, V>
        implements KeyValueStore<String, V> {

    private static final Logger LOG = LoggerFactory.getLogger(WriteBehindStore.class);

    private final int capacity;
    private final Map<String, Slot<V>> slots = new HashMap<>();
    /** All of them: who is first and was not used since it was last there makes room. */
    private final ArrayDeque<Slot<V>> round = new ArrayDeque<>();

    private final List<Slot<V>> changed = new ArrayList<>();

    /** Of the store below. */
    private final KnownKeys keys = new KnownKeys();

    /** Asked for last: a record is, as a rule, read and written under one key. */
    private @Nullable Slot<V> recent;

    private WriteBehindStore(KeyValueStore<String, V> wrapped, int capacity) {
        super(wrapped);
        this.capacity = capacity;
    }

    /** @param capacity values kept in use, by task */
    static <V> StoreBuilder<KeyValueStore<String, V>> of(StoreBuilder<KeyValueStore<String, V>> store, int capacity) {
        return new Builder<>(store, capacity);
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        forget();
        super.init(context, root);
    }

    @Override
    public @Nullable V get(String key) {
        return slot(key).value;
    }

    @Override
    public void put(String key, @Nullable V value) {
        var slot = slot(key);
        slot.value = value;
        if (!slot.dirty) {
            slot.dirty = true;
            changed.add(slot);
        }
        if (changed.size() > 2 * capacity) { // most of them have made room for others, and are written
            flushCache();
        }
    }

    @Override
    public @Nullable V putIfAbsent(String key, V value) {
        var before = get(key);
        if (before == null) {
            put(key, value);
        }
        return before;
    }

    @Override
    public void putAll(List<KeyValue<String, V>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public @Nullable V delete(String key) {
        var before = get(key);
        put(key, null);
        return before;
    }

    @Override
    public KeyValueIterator<String, V> range(String from, String to) {
        flushCache();
        return wrapped().range(from, to);
    }

    @Override
    public KeyValueIterator<String, V> all() {
        flushCache();
        return keys.noted(wrapped().all());
    }

    @Override
    public <PS extends Serializer<P>, P> KeyValueIterator<String, V> prefixScan(P prefix, PS serializer) {
        flushCache();
        return wrapped().prefixScan(prefix, serializer);
    }

    @Override
    public long approximateNumEntries() {
        return wrapped().approximateNumEntries();
    }

    @Override
    public void flushCache() {
        changed.forEach(this::write);
        changed.clear();
        super.flushCache();
    }

    @Override
    public void clearCache() {
        forget();
        super.clearCache();
    }

    @Override
    public void close() {
        forget();
        super.close();
    }

    private Slot<V> slot(String key) {
        var slot = recent != null && recent.key.equals(key) ? recent : slots.get(key);
        if (slot == null) {
            slot = keep(new Slot<>(key, read(key)));
        } else {
            slot.used = true;
        }
        recent = slot;
        return slot;
    }

    private @Nullable V read(String key) {
        return keys.mayHold(key) ? wrapped().get(key) : null;
    }

    private Slot<V> keep(Slot<V> slot) {
        if (slots.size() >= capacity) {
            makeRoom();
        }
        slots.put(slot.key, slot);
        round.add(slot);
        return slot;
    }

    /** A second chance for who was used; an order of use would be written to with every look. */
    private void makeRoom() {
        var eldest = round.element();
        while (eldest.used) {
            eldest.used = false;
            round.add(round.remove());
            eldest = round.element();
        }
        write(eldest);
        round.remove();
        slots.remove(eldest.key);
        eldest.value = null; // it may stand among the changed ones for a while
    }

    /**
     * A value that cannot be encoded holds up no other, and is not tried again before it changes. It stays in use, for what it
     * says has gone out, until there is need of room; after that, or after a restart, the key is as it was before.
     */
    private void write(Slot<V> slot) {
        if (!slot.dirty) {
            return;
        }
        try {
            wrapped().put(slot.key, slot.value);
            keys.written(slot.key, slot.below, slot.value != null);
            slot.below = slot.value != null;
        } catch (SerializationException e) { // which may quote the value
            LOG.error("what is new of a key cannot be kept: store={} key={} error={}", name(), slot.key, rootOf(e));
        }
        slot.dirty = false;
    }

    private static String rootOf(Throwable error) {
        var cause = error.getCause();
        return cause == null ? error.getClass().getName() : rootOf(cause);
    }

    private void forget() {
        slots.clear();
        round.clear();
        changed.clear();
        keys.forget();
        recent = null;
    }

    /** A value as it is now; null if there is none. */
    private static final class Slot<V> {
        private final String key;
        private @Nullable V value;
        /** The store below has another. */
        private boolean dirty;
        /** The store below has one. */
        private boolean below;
        /** Since it was last asked to make room. */
        private boolean used;

        Slot(String key, @Nullable V value) {
            this.key = key;
            this.value = value;
            this.below = value != null;
        }
    }

    private record Builder<V>(StoreBuilder<KeyValueStore<String, V>> store, int capacity)
            implements StoreBuilder<KeyValueStore<String, V>> {

        @Override
        public KeyValueStore<String, V> build() {
            return new WriteBehindStore<>(store.build(), capacity);
        }

        @Override
        public StoreBuilder<KeyValueStore<String, V>> withCachingEnabled() {
            throw new UnsupportedOperationException("two caches, one behind the other, serve nobody");
        }

        @Override
        public StoreBuilder<KeyValueStore<String, V>> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<KeyValueStore<String, V>> withLoggingEnabled(Map<String, String> config) {
            return new Builder<>(store.withLoggingEnabled(config), capacity);
        }

        @Override
        public StoreBuilder<KeyValueStore<String, V>> withLoggingDisabled() {
            return new Builder<>(store.withLoggingDisabled(), capacity);
        }

        @Override
        public Map<String, String> logConfig() {
            return store.logConfig();
        }

        @Override
        public boolean loggingEnabled() {
            return store.loggingEnabled();
        }

        @Override
        public String name() {
            return store.name();
        }
    }
}
