package io.podtide.wire.avro;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.symptom.WellChange;
import io.podtide.schema.Change;
import io.podtide.schema.Symptom;
import io.podtide.schema.SymptomChange;
import io.podtide.wire.SymptomRecord;
import io.podtide.wire.SymptomRecord.ClusterProgress;
import io.podtide.wire.SymptomRecord.OfPod;
import io.podtide.wire.SymptomRecord.Progress;
import io.podtide.wire.SymptomRecord.Wells;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@link SymptomRecord} as Avro: all kinds in one record type, so that every reader of the topic gets along. */
public final class SymptomRecordAvro {

    private static final io.podtide.schema.Diagnosis NONE = DiagnosisAvro.toAvro(Diagnosis.NONE);

    private SymptomRecordAvro() {}

    public static SymptomChange toAvro(SymptomRecord symptom) {
        if (symptom instanceof OfPod pod) {
            return SymptomChangeAvro.toAvro(pod.change());
        }
        return symptom instanceof Wells wells ? toAvro(wells) : toAvro((Progress) symptom);
    }

    /** Empty where it says something newer than this version. */
    public static Optional<SymptomRecord> fromAvro(SymptomChange avro) {
        if (avro.getChange() == Change.WELLS) {
            return Optional.of(new Wells(
                    avro.getWells().stream().map(SymptomRecordAvro::fromAvro).toList()));
        }
        // Of PROGRESS without an origin the writer said something that our schema does not have.
        return avro.getChange() == Change.PROGRESS && avro.getOrigin() >= 0
                ? Optional.of(progress(avro))
                : SymptomChangeAvro.fromAvro(avro).map(OfPod::new);
    }

    private static SymptomChange toAvro(Wells wells) {
        var changes = wells.changes().stream().map(SymptomRecordAvro::toAvro).toList();
        return ofNoPod(Change.WELLS, newest(wells.changes().stream().map(WellChange::at)), -1, List.of(), changes);
    }

    private static SymptomChange toAvro(Progress progress) {
        var clusters =
                progress.clusters().stream().map(SymptomRecordAvro::toAvro).toList();
        var newest = newest(progress.clusters().stream().map(ClusterProgress::at));
        return ofNoPod(Change.PROGRESS, newest, progress.origin(), clusters, List.of());
    }

    private static Instant newest(Stream<Instant> times) {
        return times.max(Instant::compareTo).orElse(Instant.EPOCH);
    }

    private static SymptomChange ofNoPod(
            Change change,
            Instant at,
            int origin,
            List<io.podtide.schema.ClusterProgress> progress,
            List<io.podtide.schema.WellChange> wells) {
        return new SymptomChange(
                change,
                Symptom.OTHER,
                null,
                "",
                "",
                null,
                at,
                at,
                null,
                null,
                0,
                null,
                false,
                NONE,
                Map.of(),
                "",
                origin,
                progress,
                null,
                null,
                wells);
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

    private static io.podtide.schema.WellChange toAvro(WellChange change) {
        return new io.podtide.schema.WellChange(
                WorkloadAvro.toAvro(change.workload()),
                change.gone(),
                change.at(),
                change.since(),
                change.seenAt().equals(change.at()) ? null : change.seenAt());
    }

    private static WellChange fromAvro(io.podtide.schema.WellChange avro) {
        return new WellChange(
                WorkloadAvro.fromAvro(avro.getWorkload()),
                avro.getGone(),
                avro.getAt(),
                avro.getSince(),
                avro.getSeenAt() == null ? avro.getAt() : avro.getSeenAt());
    }
}
