package io.podtide.trends.feed;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.trends.store.HistoryBatch;
import io.podtide.trends.store.OccurrenceRow;
import io.podtide.wire.SymptomRecord;
import io.podtide.wire.SymptomRecord.OfPod;
import io.podtide.wire.SymptomRecord.Progress;
import io.podtide.wire.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a record adds to a batch. One that is none of ours adds nothing: the rest goes on, and somebody is told. */
final class RecordMapping {

    private static final Logger LOG = LoggerFactory.getLogger(RecordMapping.class);

    private final Deserializer<Incident> incidents;
    private final Deserializer<SymptomRecord> symptoms;
    private final Deserializer<ClusterClock> clocks;
    private long unreadable;

    RecordMapping(Topics topics) {
        this.incidents = topics.incidents().valueSerde().deserializer();
        this.symptoms = topics.symptoms().valueSerde().deserializer();
        this.clocks = topics.clusterClock().valueSerde().deserializer();
    }

    void add(ConsumerRecord<byte[], byte[]> record, HistoryBatch batch) {
        try {
            switch (record.topic()) {
                case Topics.INCIDENTS -> {
                    var incident = incidents.deserialize(record.topic(), record.value());
                    if (incident != null) { // else it is of a kind newer than this version
                        batch.add(incident);
                    }
                }
                case Topics.SYMPTOMS -> addSymptom(symptoms.deserialize(record.topic(), record.value()), batch);
                case Topics.CLUSTER_CLOCK -> {
                    var clock = clocks.deserialize(record.topic(), record.value());
                    if (clock != null) {
                        batch.add(clock);
                    }
                }
                default -> throw new IllegalArgumentException("not one of our topics: " + record.topic());
            }
        } catch (SerializationException e) {
            unreadable++;
            LOG.warn(
                    "record skipped: topic={} partition={} offset={} why={}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
    }

    private static void addSymptom(@org.jspecify.annotations.Nullable SymptomRecord symptom, HistoryBatch batch) {
        if (symptom instanceof OfPod pod) {
            OccurrenceRow.of(pod.change()).ifPresent(batch::add);
        } else if (symptom instanceof Progress progress) {
            progress.clusters().forEach(cluster -> batch.add(progress.origin(), cluster));
        }
    }

    /** Records that were skipped. */
    long unreadable() {
        return unreadable;
    }
}
