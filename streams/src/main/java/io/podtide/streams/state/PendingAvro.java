package io.podtide.streams.state;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.pod.PendingState;
import io.podtide.detect.pod.StartStage;
import io.podtide.wire.avro.DiagnosisAvro;
import io.podtide.wire.format.AvroInput;
import io.podtide.wire.format.AvroOutput;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@link PendingState} as Avro. */
final class PendingAvro {

    private PendingAvro() {}

    static void write(AvroOutput out, PendingState pending) {
        if (pending instanceof PendingState.Waiting w) {
            write(out, w.stage(), w.since(), w.seen(), w.suspected(), w.diagnosis());
        } else if (pending instanceof PendingState.Stuck s) {
            write(out, s.stage(), s.since(), null, true, s.diagnosis());
        } else {
            out.none();
        }
    }

    private static void write(
            AvroOutput out,
            StartStage stage,
            Instant since,
            @Nullable Instant seen,
            boolean suspected,
            Diagnosis diagnosis) {
        out.some();
        out.text(stage.name());
        out.time(since);
        out.optionalTime(seen);
        out.bool(suspected);
        DiagnosisAvro.write(out, diagnosis);
    }

    static PendingState read(AvroInput in) {
        if (in.isNull()) {
            return PendingState.Fine.INSTANCE;
        }
        var stage = StartStage.valueOf(in.word());
        var since = in.time();
        var seen = in.optionalTime();
        var suspected = in.bool();
        var diagnosis = DiagnosisAvro.read(in);
        return seen == null
                ? new PendingState.Stuck(stage, since, diagnosis)
                : new PendingState.Waiting(stage, since, seen, suspected, diagnosis);
    }
}
