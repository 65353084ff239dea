package io.podtide.ingest.publish;

import java.util.ArrayDeque;

/**
 * Counts what has been sent and is neither kept nor lost yet, so that one can wait for what was sent before, and only for that.
 */
final class Unsettled {

    /** What was sent between two waits. */
    static final class Batch {
        private final long number;
        private int count;

        Batch(long number) {
            this.number = number;
        }
    }

    private final ArrayDeque<Batch> batches = new ArrayDeque<>();
    private Batch newest = new Batch(0);
    private boolean givenUp;

    Unsettled() {
        batches.add(newest);
    }

    synchronized Batch begun() {
        newest.count++;
        return newest;
    }

    synchronized void ended(Batch batch) {
        batch.count--;
        if (batch.count == 0) {
            notifyAll();
        }
    }

    /** Nobody waits any more, now or later: something was lost. */
    synchronized void giveUp() {
        givenUp = true;
        notifyAll();
    }

    /** Returns when all that has begun by now has ended, or something was lost. */
    synchronized void awaitEnd() {
        var last = newest;
        newest = new Batch(last.number + 1);
        batches.add(newest);
        try {
            while (!givenUp && !endedUpTo(last)) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PublishException("interrupted while Kafka was about to take observations", e);
        }
    }

    private boolean endedUpTo(Batch last) {
        while (batches.element() != newest && batches.element().count == 0) {
            batches.remove();
        }
        return batches.element().number > last.number;
    }
}
