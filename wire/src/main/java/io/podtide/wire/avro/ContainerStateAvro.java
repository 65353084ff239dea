package io.podtide.wire.avro;

import io.podtide.detect.observation.ContainerState;
import io.podtide.detect.observation.ContainerState.Running;
import io.podtide.detect.observation.ContainerState.Terminated;
import io.podtide.detect.observation.ContainerState.Waiting;
import io.podtide.schema.ContainerPhase;
import io.podtide.wire.format.AvroInput;
import io.podtide.wire.format.AvroOutput;
import io.podtide.wire.format.Symbols;

/** {@link ContainerState} as Avro: a sum there, one record with a phase here. */
final class ContainerStateAvro {

    private static final Symbols<ContainerPhase> PHASES = Symbols.of(ContainerPhase.values(), ContainerPhase.values());

    private ContainerStateAvro() {}

    static void write(AvroOutput out, ContainerState state) {
        var ended = state instanceof Terminated terminated ? terminated : null;
        PHASES.write(out, phase(state));
        out.text(state.reason());
        out.text(state.message());
        out.number(ended == null ? 0 : ended.exitCode());
        out.number(ended == null ? 0 : ended.signal());
        out.optionalTime(
                ended != null ? ended.startedAt() : state instanceof Running running ? running.startedAt() : null);
        out.optionalTime(ended == null ? null : ended.finishedAt());
    }

    private static ContainerPhase phase(ContainerState state) {
        return state instanceof Terminated
                ? ContainerPhase.TERMINATED
                : state instanceof Running ? ContainerPhase.RUNNING : ContainerPhase.WAITING;
    }

    static ContainerState read(AvroInput in) {
        var phase = PHASES.read(in);
        var reason = in.word();
        var message = in.text();
        var exitCode = in.small();
        var signal = in.small();
        var startedAt = in.optionalTime();
        var finishedAt = in.optionalTime();
        return switch (phase) {
            case WAITING -> new Waiting(reason, message);
            case RUNNING -> new Running(startedAt);
            case TERMINATED -> new Terminated(reason, message, exitCode, signal, startedAt, finishedAt);
        };
    }
}
