package io.podtide.streams.state;

import io.podtide.detect.pod.LeavingState;
import io.podtide.wire.avro.DiagnosisAvro;
import io.podtide.wire.format.AvroInput;
import io.podtide.wire.format.AvroOutput;
import java.time.Instant;
import java.util.Objects;

/** {@link LeavingState} as Avro. */
final class LeavingAvro {

    private LeavingAvro() {}

    static void write(AvroOutput out, LeavingState leaving) {
        if (leaving instanceof LeavingState.Leaving l) {
            out.some().time(l.since()).optionalTime(l.seen()).time(l.inTouch()).none();
        } else if (leaving instanceof LeavingState.Stuck s) {
            out.some().time(s.since()).none().time(Instant.EPOCH).some();
            DiagnosisAvro.write(out, s.diagnosis());
        } else {
            out.none();
        }
    }

    static LeavingState read(AvroInput in) {
        if (in.isNull()) {
            return LeavingState.Staying.INSTANCE;
        }
        var since = in.time();
        var seen = in.optionalTime();
        var inTouch = in.time();
        var diagnosis = in.optional(DiagnosisAvro::read);
        return diagnosis == null
                ? new LeavingState.Leaving(since, Objects.requireNonNullElse(seen, since), inTouch)
                : new LeavingState.Stuck(since, diagnosis);
    }
}
