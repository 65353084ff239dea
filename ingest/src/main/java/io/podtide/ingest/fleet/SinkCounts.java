package io.podtide.ingest.fleet;

import java.util.concurrent.atomic.LongAdder;

/** What one cluster has handed over to be kept. */
final class SinkCounts {

    final LongAdder pods = new LongAdder();
    final LongAdder events = new LongAdder();
    final LongAdder nodes = new LongAdder();
    final LongAdder clocks = new LongAdder();
}
