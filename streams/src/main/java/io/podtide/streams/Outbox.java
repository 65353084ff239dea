package io.podtide.streams;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Holds back what a step says until its task commits, in its order. Nobody reads it sooner; but what a transaction has begun to
 * write to a partition stands before all that others write behind it, and nobody reads past it. So a partition is written to
 * for the moment that the commit takes, and no other task's readers wait for more than that.
 */
final class Outbox<K, V> implements AutoCloseable {

    /** So that a task that reads a long way without a commit does not keep all of it. */
    static final int AT_ONCE = 10_000;

    private final ProcessorContext<K, V> context;
    private final PromptCommits commits;
    private final List<Record<K, V>> held = new ArrayList<>();

    /** @param store a {@link BeforeCommit} of the step's own */
    Outbox(ProcessorContext<K, V> context, String store) {
        this(context, store, () -> {});
    }

    /** @param last adds what is still to be said when the task commits */
    Outbox(ProcessorContext<K, V> context, String store, Runnable last) {
        this.context = context;
        this.commits = new PromptCommits(context);
        BeforeCommit beforeCommit = context.getStateStore(store);
        beforeCommit.onCommit(context, () -> {
            last.run();
            flush();
            commits.done();
        });
    }

    /** To be read after the commit that comes anyway. */
    void add(Record<K, V> record) {
        held.add(record);
        if (held.size() >= AT_ONCE) {
            flush();
        }
    }

    /** To be read as soon as can be: somebody waits for it. */
    void addUrgent(Record<K, V> record) {
        add(record);
        commits.after(record.timestamp());
    }

    private void flush() {
        held.forEach(context::forward);
        held.clear();
    }

    /** What is held is forgotten, as its transaction is; one that begins anew reads it again. */
    @Override
    public void close() {
        held.clear();
        commits.done();
    }
}
