package io.podtide.wire.avro;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.schema.Change;
import io.podtide.schema.Symptom;
import io.podtide.schema.SymptomChange;
import io.podtide.wire.SymptomRecord;
import io.podtide.wire.SymptomRecord.ClusterProgress;
import io.podtide.wire.SymptomRecord.OfPod;
import io.podtide.wire.SymptomRecord.Progress;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** {@link SymptomRecord} as Avro: both kinds in one record type, so that every reader of the topic gets along. */
public final class SymptomRecordAvro {

    private SymptomRecordAvro() {}

    public static SymptomChange toAvro(SymptomRecord symptom) {
        return symptom instanceof OfPod pod ? SymptomChangeAvro.toAvro(pod.change()) : toAvro((Progress) symptom);
    }

    /** Empty where it says something newer than this version. */
    public static Optional<SymptomRecord> fromAvro(SymptomChange avro) {
        // Of PROGRESS without an origin the writer said something that our schema does not have.
        return avro.getChange() == Change.PROGRESS && avro.getOrigin() >= 0
                ? Optional.of(progress(avro))
                : SymptomChangeAvro.fromAvro(avro).map(OfPod::new);
    }

    private static SymptomChange toAvro(Progress progress) {
        var newest = progress.clusters().stream()
                .map(ClusterProgress::at)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        return new SymptomChange(
                Change.PROGRESS,
                Symptom.OTHER,
                null,
                "",
                "",
                null,
                newest,
                newest,
                null,
                null,
                0,
                null,
                false,
                DiagnosisAvro.toAvro(Diagnosis.NONE),
                Map.of(),
                "",
                progress.origin(),
                progress.clusters().stream().map(SymptomRecordAvro::toAvro).toList(),
                null,
                null);
    }

    private static Progress progress(SymptomChange avro) {
        return new Progress(
                avro.getOrigin(),
                avro.getProgress().stream().map(SymptomRecordAvro::fromAvro).toList());
    }

    public static io.podtide.schema.ClusterProgress toAvro(ClusterProgress cluster) {
        return new io.podtide.schema.ClusterProgress(
                cluster.cluster(), cluster.at(), cluster.silent(), cluster.heardAt(), cluster.gapSince());
    }

    public static ClusterProgress fromAvro(io.podtide.schema.ClusterProgress avro) {
        return new ClusterProgress(
                avro.getCluster(), avro.getAt(), avro.getSilent(), avro.getHeardAt(), avro.getGapSince());
    }
}
