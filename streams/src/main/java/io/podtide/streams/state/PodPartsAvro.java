package io.podtide.streams.state;

import io.podtide.detect.pod.ContactState;
import io.podtide.detect.pod.EndState;
import io.podtide.detect.pod.ReadinessState;
import io.podtide.detect.symptom.Symptom;
import io.podtide.schema.ContactTrackState;
import io.podtide.schema.EndTrackState;
import io.podtide.schema.ReadinessTrackState;
import io.podtide.wire.avro.DiagnosisAvro;
import org.jspecify.annotations.Nullable;

/** What is judged of a pod that runs, or has ended, as Avro. */
final class PodPartsAvro {

    private PodPartsAvro() {}

    static @Nullable ReadinessTrackState toAvro(ReadinessState readiness) {
        if (readiness instanceof ReadinessState.Unready u) {
            return new ReadinessTrackState(u.since(), u.calmFrom(), u.suspected(), DiagnosisAvro.toAvro(u.diagnosis()));
        }
        return readiness instanceof ReadinessState.Stuck s
                ? new ReadinessTrackState(s.since(), null, true, DiagnosisAvro.toAvro(s.diagnosis()))
                : null;
    }

    static ReadinessState fromAvro(@Nullable ReadinessTrackState avro) {
        if (avro == null) {
            return new ReadinessState.Usable();
        }
        var diagnosis = DiagnosisAvro.fromAvro(avro.getDiagnosis());
        return avro.getCalmFrom() == null
                ? new ReadinessState.Stuck(avro.getSince(), diagnosis)
                : new ReadinessState.Unready(avro.getSince(), avro.getCalmFrom(), avro.getSuspected(), diagnosis);
    }

    static @Nullable EndTrackState toAvro(EndState end) {
        if (end instanceof EndState.Failed f) {
            return new EndTrackState(f.symptom().name(), f.at(), f.until(), false);
        }
        if (end instanceof EndState.Evicted e) {
            return new EndTrackState(Symptom.EVICTED.name(), e.at(), e.until(), true);
        }
        return end instanceof EndState.Told ? new EndTrackState(null, null, null, false) : null;
    }

    static EndState fromAvro(@Nullable EndTrackState avro) {
        if (avro == null) {
            return new EndState.Open();
        }
        var at = avro.getAt();
        var until = avro.getUntil();
        if (avro.getSymptom() == null || at == null || until == null) {
            return new EndState.Told();
        }
        return avro.getUnsaid()
                ? new EndState.Evicted(at, until)
                : new EndState.Failed(Symptom.valueOf(avro.getSymptom()), at, until);
    }

    static @Nullable ContactTrackState toAvro(ContactState contact) {
        if (contact instanceof ContactState.Lost lost) {
            return new ContactTrackState(lost.since(), true);
        }
        return contact instanceof ContactState.InTouch touch && !touch.equals(ContactState.InTouch.AS_EVER)
                ? new ContactTrackState(touch.heeded(), false)
                : null;
    }

    static ContactState fromAvro(@Nullable ContactTrackState avro) {
        if (avro == null) {
            return ContactState.InTouch.AS_EVER;
        }
        return avro.getLost() ? new ContactState.Lost(avro.getSince()) : new ContactState.InTouch(avro.getSince());
    }
}
