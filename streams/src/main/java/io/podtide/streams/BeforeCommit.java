package io.podtide.streams;

import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * Lets a processor forward what it has held back, in time for the transaction that is about to be committed. It is a store and
 * keeps nothing: Kafka Streams says to the stores of a task that it commits, and to nobody else, and by classes that are not
 * part of its API ({@link WriteBehindStore} hears of it in the same way).
 */
final class BeforeCommit implements StateStore, CachedStateStore<Object, Object> {

    private final String name;
    private Runnable action = () -> {};
    private boolean open;

    private BeforeCommit(String name) {
        this.name = name;
    }

    /** @param context the one that a processor is initialised with: what the action forwards, that processor forwards */
    void onCommit(ProcessorContext<?, ?> context, Runnable forwarding) {
        action = context instanceof InternalProcessorContext<?, ?> internal
                ? atItsNode(internal, forwarding)
                : forwarding;
    }

    /** Out of turn, as stores with a cache forward what it held. */
    private static Runnable atItsNode(InternalProcessorContext<?, ?> context, Runnable forwarding) {
        var node = context.currentNode();
        return () -> {
            var before = context.currentNode();
            context.setCurrentNode(node);
            try {
                forwarding.run();
            } finally {
                context.setCurrentNode(before);
            }
        };
    }

    @Override
    public void flushCache() {
        action.run();
    }

    @Override
    public void clearCache() {
        // what a task forgets without a commit, its processor forgets with it
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> {});
        open = true;
    }

    @Override
    public void close() {
        action = () -> {};
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** @param name as stores are named */
    record Builder(String name) implements StoreBuilder<BeforeCommit> {

        @Override
        public BeforeCommit build() {
            return new BeforeCommit(name);
        }

        @Override
        public StoreBuilder<BeforeCommit> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<BeforeCommit> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<BeforeCommit> withLoggingEnabled(Map<String, String> config) {
            throw new UnsupportedOperationException("nothing to log");
        }

        @Override
        public StoreBuilder<BeforeCommit> withLoggingDisabled() {
            return this;
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }
    }
}
