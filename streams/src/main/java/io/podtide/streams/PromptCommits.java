package io.podtide.streams;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * Asks for a commit when something has gone out that somebody waits for: the next step sees it no sooner, and an incident passes
 * three of them. All else waits for the commit that comes anyway.
 *
 * <p>The wall clock says when to commit, never what comes of a record.
 */
final class PromptCommits {

    /** A commit is of all tasks of a thread, takes some 10 ms of its time, and writes what is kept back. */
    private static final Duration AT_MOST_EVERY = Duration.ofMillis(25);

    /** Nobody waits for what is older: it is caught up with. */
    private static final Duration NEWS = Duration.ofSeconds(10);

    /** When a task of the thread asked last. */
    private static final ThreadLocal<Long> ASKED = ThreadLocal.withInitial(() -> 0L);

    private final ProcessingContext context;

    PromptCommits(ProcessingContext context) {
        this.context = context;
    }

    /** @param timestamp of the record that it came of */
    void after(long timestamp) {
        long now = context.currentSystemTimeMs();
        if (now - timestamp < NEWS.toMillis() && now - ASKED.get() >= AT_MOST_EVERY.toMillis()) {
            ASKED.set(now);
            context.commit();
        }
    }

    /** As a thread that has just begun. */
    static void forget() {
        ASKED.remove();
    }
}
