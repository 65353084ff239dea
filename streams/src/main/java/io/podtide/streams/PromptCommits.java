package io.podtide.streams;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a commit when something has gone out that somebody waits for: the next step sees it no sooner, and an incident passes
 * three of them. All else waits for the commit that comes anyway.
 *
 * <p>The wall clock says when to commit, never what comes of a record.
 */
final class PromptCommits {

    /** A commit is of all tasks of a thread, takes some 10 ms of its time, and writes what is kept back. */
    private static final Duration AT_MOST_EVERY = Duration.ofMillis(25);

    /** Who is later than that has more to do than it can, and commits would hold it up; or its clock is not the observer's. */
    private static final Duration NEWS = Duration.ofSeconds(2);

    private static final long NOTHING = Long.MIN_VALUE;

    /** When a task of the thread asked last. */
    private static final ThreadLocal<Long> ASKED = ThreadLocal.withInitial(() -> 0L);

    private final ProcessingContext context;
    /** When the newest went out that no commit was asked for. */
    private long owed = NOTHING;

    /** Only while something is owed: whatever punctuates is committed, and a task in which nothing happens has no need of it. */
    private @Nullable Cancellable reminder;

    PromptCommits(ProcessingContext context) {
        this.context = context;
    }

    /** @param timestamp of the record that it came of */
    void after(long timestamp) {
        long now = context.currentSystemTimeMs();
        if (now - timestamp < NEWS.toMillis()) {
            owed = now;
            settle(now);
            if (owed != NOTHING && reminder == null) {
                reminder = context.schedule(AT_MOST_EVERY, PunctuationType.WALL_CLOCK_TIME, this::settle);
            }
        }
    }

    private void settle(long now) {
        if (now - ASKED.get() >= AT_MOST_EVERY.toMillis()) {
            ASKED.set(now);
            context.commit();
        }
        if (ASKED.get() >= owed) { // by whichever task
            owed = NOTHING;
            if (reminder != null) {
                reminder.cancel();
                reminder = null;
            }
        }
    }

    /** As a thread that has just begun. */
    static void forget() {
        ASKED.remove();
    }
}
