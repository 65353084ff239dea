package io.podtide.simulate.fleet;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What is to happen in a cluster, in the order of time; at one moment, in the order in which it was planned. */
final class Agenda {

    private record Item(long at, long order, Runnable what) {}

    private final PriorityQueue<Item> items =
            new PriorityQueue<>(Comparator.comparingLong(Item::at).thenComparingLong(Item::order));
    private long planned;

    void plan(long at, Runnable what) {
        items.add(new Item(at, planned++, what));
    }

    /** Epoch milliseconds; {@link Long#MAX_VALUE} if nothing is to happen any more. */
    long next() {
        var first = items.peek();
        return first == null ? Long.MAX_VALUE : first.at();
    }

    void run() {
        items.remove().what().run();
    }
}
