package io.podtide.streams.state;

import io.podtide.detect.pod.ContactState;
import io.podtide.detect.pod.EndState;
import io.podtide.detect.pod.ReadinessState;
import io.podtide.detect.symptom.Symptom;
import io.podtide.wire.avro.DiagnosisAvro;
import io.podtide.wire.format.AvroInput;
import io.podtide.wire.format.AvroOutput;

/** What is judged of a pod that runs, or has ended, as Avro. */
final class PodPartsAvro {

    private PodPartsAvro() {}

    static void write(AvroOutput out, ReadinessState readiness) {
        if (readiness instanceof ReadinessState.Unready u) {
            out.some().time(u.since()).optionalTime(u.calmFrom()).bool(u.suspected());
            DiagnosisAvro.write(out, u.diagnosis());
        } else if (readiness instanceof ReadinessState.Stuck s) {
            out.some().time(s.since()).none().bool(true);
            DiagnosisAvro.write(out, s.diagnosis());
        } else {
            out.none();
        }
    }

    static ReadinessState readiness(AvroInput in) {
        if (in.isNull()) {
            return ReadinessState.Usable.INSTANCE;
        }
        var since = in.time();
        var calmFrom = in.optionalTime();
        var suspected = in.bool();
        var diagnosis = DiagnosisAvro.read(in);
        return calmFrom == null
                ? new ReadinessState.Stuck(since, diagnosis)
                : new ReadinessState.Unready(since, calmFrom, suspected, diagnosis);
    }

    static void write(AvroOutput out, EndState end) {
        if (end instanceof EndState.Failed f) {
            var symptom = f.symptom().name();
            out.some()
                    .optionalText(symptom)
                    .optionalTime(f.at())
                    .optionalTime(f.until())
                    .bool(false);
        } else if (end instanceof EndState.Evicted e) {
            var symptom = Symptom.EVICTED.name();
            out.some()
                    .optionalText(symptom)
                    .optionalTime(e.at())
                    .optionalTime(e.until())
                    .bool(true);
        } else if (end instanceof EndState.Told) {
            out.some().none().none().none().bool(false);
        } else {
            out.none();
        }
    }

    static EndState end(AvroInput in) {
        if (in.isNull()) {
            return EndState.Open.INSTANCE;
        }
        var symptom = in.optionalWord();
        var at = in.optionalTime();
        var until = in.optionalTime();
        var unsaid = in.bool();
        if (symptom == null || at == null || until == null) {
            return new EndState.Told();
        }
        return unsaid ? new EndState.Evicted(at, until) : new EndState.Failed(Symptom.valueOf(symptom), at, until);
    }

    static void write(AvroOutput out, ContactState contact) {
        if (contact instanceof ContactState.Lost lost) {
            out.some().time(lost.since()).bool(true);
        } else if (contact instanceof ContactState.InTouch touch && !touch.equals(ContactState.InTouch.AS_EVER)) {
            out.some().time(touch.heeded()).bool(false);
        } else {
            out.none();
        }
    }

    static ContactState contact(AvroInput in) {
        if (in.isNull()) {
            return ContactState.InTouch.AS_EVER;
        }
        var since = in.time();
        return in.bool() ? new ContactState.Lost(since) : new ContactState.InTouch(since);
    }
}
