package io.podtide.streams;

import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * Which keys a store has, noted while somebody reads all of it and kept in step with what is written from then on. Not thread-safe.
 */
final class KnownKeys {

    /** Null until the store was read from end to end. */
    private @Nullable KeyHashes keys;

    /** To the store, so far. */
    private long writes;

    /** False of a key that the store does not have. */
    boolean mayHold(String key) {
        return keys == null || keys.mayHold(key);
    }

    /**
     * @param was there before
     * @param is there now
     */
    void written(String key, boolean was, boolean is) {
        writes++;
        if (keys != null && is && !was) {
            keys.add(key);
        } else if (keys != null && !is && was) {
            keys.remove(key);
        }
    }

    void forget() {
        keys = null;
    }

    /** The same, noted once it has come to its end; what is written meanwhile makes that void. */
    <V> KeyValueIterator<String, V> noted(KeyValueIterator<String, V> all) {
        return keys == null ? new Noted<>(all) : all;
    }

    private final class Noted<V> implements KeyValueIterator<String, V> {
        private final KeyValueIterator<String, V> all;
        private final KeyHashes seen = new KeyHashes();
        private final long since = writes;

        Noted(KeyValueIterator<String, V> all) {
            this.all = all;
        }

        @Override
        public boolean hasNext() {
            boolean more = all.hasNext();
            if (!more && since == writes) {
                keys = seen;
            }
            return more;
        }

        @Override
        public KeyValue<String, V> next() {
            var next = all.next();
            seen.add(next.key);
            return next;
        }

        @Override
        public String peekNextKey() {
            return all.peekNextKey();
        }

        @Override
        public void close() {
            all.close();
        }
    }
}
