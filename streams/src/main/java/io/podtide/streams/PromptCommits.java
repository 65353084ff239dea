package io.podtide.streams;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a commit when something is to go out that somebody waits for: the next step sees it no sooner, and an incident passes
 * three of them. All else waits for the commit that comes anyway.
 *
 * <p>The wall clock says when to commit, never what comes of a record.
 */
final class PromptCommits {

    /** A commit is of all tasks of a thread, takes some 10 ms of its time, and writes what is kept back. */
    private static final Duration AT_MOST_EVERY = Duration.ofMillis(30);

    /**
     * News that is late as it is gains little by haste, and whoever has more to do than it can gets it done by fewer commits: they
     * are this part of the news' age apart.
     */
    private static final int PART_OF_AGE = 4;

    /** Who is later than that catches up, or its clock is not the observer's. */
    private static final Duration NEWS = Duration.ofSeconds(2);

    /** When a task of the thread asked last. */
    private static final ThreadLocal<Long> ASKED = ThreadLocal.withInitial(() -> 0L);

    private final ProcessingContext context;
    private boolean owed;
    /** How long after the last one the commit that is owed may be asked for, in milliseconds. */
    private long interval;
    /** Only while a commit is owed: whatever punctuates is committed, and a task in which nothing happens has no need of it. */
    private @Nullable Cancellable reminder;

    PromptCommits(ProcessingContext context) {
        this.context = context;
    }

    /** @param timestamp of the record that it came of */
    void after(long timestamp) {
        long now = context.currentSystemTimeMs();
        long age = now - timestamp;
        if (Math.abs(age) >= NEWS.toMillis()) {
            return;
        }
        long wanted = Math.max(AT_MOST_EVERY.toMillis(), age / PART_OF_AGE);
        interval = owed ? Math.min(interval, wanted) : wanted;
        owed = true;
        if (!ask(now) && reminder == null) {
            reminder = context.schedule(AT_MOST_EVERY, PunctuationType.WALL_CLOCK_TIME, this::ask);
        }
    }

    private boolean ask(long now) {
        long passed = now - ASKED.get();
        boolean may = passed >= interval || passed < 0; // the clock was set back
        if (may) {
            ASKED.set(now);
            context.commit();
        }
        return may;
    }

    /** The task commits, whoever asked for it. */
    void done() {
        owed = false;
        if (reminder != null) {
            reminder.cancel();
            reminder = null;
        }
    }
}
