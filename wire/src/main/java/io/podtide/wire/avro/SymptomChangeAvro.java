package io.podtide.wire.avro;

import io.podtide.detect.symptom.PodRef;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.schema.Change;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@link SymptomChange} as Avro. */
public final class SymptomChangeAvro {

    private SymptomChangeAvro() {}

    public static io.podtide.schema.SymptomChange toAvro(SymptomChange change) {
        var lifetime = change.lifetime();
        return new io.podtide.schema.SymptomChange(
                Change.valueOf(change.change().name()),
                io.podtide.schema.Symptom.valueOf(change.symptom().name()),
                WorkloadAvro.toAvro(change.workload()),
                change.pod().uid(),
                change.pod().name(),
                change.pod().node(),
                change.at(),
                change.since(),
                change.container(),
                change.image(),
                change.count(),
                lifetime == null ? null : lifetime.toMillis(),
                change.memoryKill(),
                DiagnosisAvro.toAvro(change.diagnosis()),
                SortedMap.of(change.labels()),
                change.rule(),
                -1,
                List.of(),
                change.owner() == null ? null : WorkloadAvro.toAvro(change.owner()),
                change.seenAt().equals(change.at()) ? null : change.seenAt(),
                List.of());
    }

    /** Empty where it says something newer than this version, or the passing of time. */
    public static Optional<SymptomChange> fromAvro(io.podtide.schema.SymptomChange avro) {
        // An unknown Change is read as PROGRESS, an unknown Symptom as OTHER: the defaults of the enums.
        if (avro.getChange() == Change.PROGRESS || avro.getSymptom() == io.podtide.schema.Symptom.OTHER) {
            return Optional.empty();
        }
        return Optional.of(new SymptomChange(
                WorkloadAvro.fromAvro(avro.getWorkload()),
                new PodRef(avro.getPodUid(), avro.getPodName(), avro.getNode()),
                Symptom.valueOf(avro.getSymptom().name()),
                SymptomChange.Change.valueOf(avro.getChange().name()),
                avro.getAt(),
                avro.getSince(),
                avro.getContainer(),
                avro.getImage(),
                avro.getCount(),
                avro.getLifetimeMs() == null ? null : Duration.ofMillis(avro.getLifetimeMs()),
                avro.getMemoryKill(),
                DiagnosisAvro.fromAvro(avro.getDiagnosis()),
                avro.getLabels(),
                avro.getRule(),
                avro.getOwner() == null ? null : WorkloadAvro.fromAvro(avro.getOwner()),
                avro.getSeenAt() == null ? avro.getAt() : avro.getSeenAt()));
    }
}
