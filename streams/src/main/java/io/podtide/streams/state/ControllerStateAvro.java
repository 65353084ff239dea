package io.podtide.streams.state;

import io.podtide.detect.controller.ControllerTrack;
import io.podtide.detect.controller.ControllerTrack.Blocked;
import io.podtide.detect.controller.ControllerTrack.GaveUp;
import io.podtide.detect.controller.ControllerTrack.Settled;
import io.podtide.detect.controller.ControllerTrack.Trying;
import io.podtide.detect.controller.Failures;
import io.podtide.detect.observation.Workload;
import io.podtide.schema.ControllerStanding;
import io.podtide.schema.ControllerState;
import io.podtide.wire.avro.WorkloadAvro;
import java.time.Instant;
import java.util.List;

/** {@link ControllerTrack} as Avro. */
public final class ControllerStateAvro {

    private ControllerStateAvro() {}

    public static ControllerState toAvro(ControllerTrack track) {
        if (track instanceof Trying trying) {
            return failing(ControllerStanding.TRYING, trying.failures(), trying.due());
        }
        if (track instanceof Blocked blocked) {
            return failing(ControllerStanding.BLOCKED, blocked.failures(), blocked.toldAt());
        }
        if (track instanceof GaveUp gaveUp) {
            return ended(ControllerStanding.GAVE_UP, gaveUp.workload(), gaveUp.since(), gaveUp.until());
        }
        if (track instanceof Settled over) {
            return ended(ControllerStanding.SETTLED, over.workload(), over.newest(), over.until());
        }
        throw new IllegalArgumentException("nothing is not kept: " + track);
    }

    public static ControllerTrack fromAvro(ControllerState avro) {
        var workload = WorkloadAvro.fromAvro(avro.getWorkload());
        var failures = new Failures(
                avro.getController(),
                workload,
                avro.getSince(),
                avro.getSeenAt(),
                avro.getSucceededAt(),
                NotesAvro.fromAvro(avro.getNotes()));
        return switch (avro.getStanding()) {
            case TRYING -> new Trying(failures, avro.getAt());
            case BLOCKED -> new Blocked(failures, avro.getAt());
            case GAVE_UP -> new GaveUp(workload, avro.getSince(), avro.getAt());
            case SETTLED -> new Settled(workload, avro.getSince(), avro.getAt());
        };
    }

    private static ControllerState failing(ControllerStanding standing, Failures failures, Instant at) {
        return new ControllerState(
                standing,
                failures.controller(),
                WorkloadAvro.toAvro(failures.workload()),
                failures.since(),
                failures.seenAt(),
                failures.succeededAt(),
                at,
                NotesAvro.toAvro(failures.notes()));
    }

    private static ControllerState ended(ControllerStanding standing, Workload workload, Instant since, Instant until) {
        return new ControllerState(standing, "", WorkloadAvro.toAvro(workload), since, since, null, until, List.of());
    }
}
