package io.podtide.streams;

import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.WellChange;
import io.podtide.wire.SymptomRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** What the first stage says: failures are waited for, that a pod is well is not. */
final class SymptomOutbox implements AutoCloseable {

    private final Outbox<String, SymptomRecord> outbox;
    private final WellOutbox wells;

    /** @param partitions of {@code podtide.symptoms} */
    SymptomOutbox(ProcessorContext<String, SymptomRecord> context, int partitions) {
        this.outbox = new Outbox<>(context, Stores.SYMPTOMS, this::addWells);
        this.wells = new WellOutbox(partitions, outbox::add);
    }

    void add(SymptomChange change, long timestamp) {
        var key = change.workload().key();
        if (change.symptom() == Symptom.WELL) {
            wells.add(key, WellChange.of(change), timestamp);
        } else {
            wells.flush(key);
            outbox.addUrgent(new Record<>(key, new SymptomRecord.OfPod(change), timestamp));
        }
    }

    /** All that was said before is of before. */
    void add(SymptomRecord.Progress progress, long timestamp) {
        wells.flush();
        outbox.add(new Record<>("", progress, timestamp));
    }

    private void addWells() {
        wells.flush();
    }

    @Override
    public void close() {
        outbox.close();
    }
}
