package io.podtide.streams;

import io.podtide.detect.symptom.WellChange;
import io.podtide.wire.SymptomRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Holds back which pods have become well, and which of these go, until the task commits: all for one partition then go by one
 * record. What else is told of a workload does not overtake what is held back of it.
 */
final class WellOutbox {

    /** Some 100 KB; a broker takes 1 MB by default. */
    private static final int AT_ONCE = 1_000;

    private final List<Batch> batches;
    private final Consumer<Record<String, SymptomRecord>> forward;

    /** @param partitions of {@code podtide.symptoms} */
    WellOutbox(int partitions, Consumer<Record<String, SymptomRecord>> forward) {
        this.batches =
                IntStream.range(0, partitions).mapToObj(each -> new Batch()).toList();
        this.forward = forward;
    }

    /** @param key of the change's workload */
    void add(String key, WellChange change, long timestamp) {
        var batch = batchOf(key);
        batch.keys.add(key);
        batch.changes.add(change);
        batch.newest = Math.max(batch.newest, timestamp);
        if (batch.changes.size() >= AT_ONCE) {
            flush(batch);
        }
    }

    /** Something else is about to be told of this workload. */
    void flush(String key) {
        var batch = batchOf(key);
        if (batch.keys.contains(key)) {
            flush(batch);
        }
    }

    void flush() {
        batches.forEach(this::flush);
    }

    private void flush(Batch batch) {
        if (batch.changes.isEmpty()) {
            return;
        }
        var key = batch.changes.get(0).workload().key(); // like all others' it leads to their partition
        forward.accept(new Record<>(key, new SymptomRecord.Wells(batch.changes), batch.newest));
        batch.keys.clear();
        batch.changes.clear();
        batch.newest = 0;
    }

    private Batch batchOf(String key) {
        return batches.get(SymptomPartitioner.of(key, batches.size()));
    }

    private static final class Batch {
        private final Set<String> keys = new HashSet<>();
        private final List<WellChange> changes = new ArrayList<>();
        private long newest;
    }
}
