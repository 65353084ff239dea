package io.podtide.wire.avro;

import io.podtide.detect.observation.ContainerState;
import io.podtide.schema.ContainerPhase;

/** {@link ContainerState} as Avro: a sum there, one record with a phase here. */
final class ContainerStateAvro {

    private ContainerStateAvro() {}

    static io.podtide.schema.ContainerState toAvro(ContainerState state) {
        if (state instanceof ContainerState.Terminated ended) {
            return new io.podtide.schema.ContainerState(
                    ContainerPhase.TERMINATED,
                    ended.reason(),
                    ended.message(),
                    ended.exitCode(),
                    ended.signal(),
                    ended.startedAt(),
                    ended.finishedAt());
        }
        var running = state instanceof ContainerState.Running;
        var startedAt = state instanceof ContainerState.Running r ? r.startedAt() : null;
        return new io.podtide.schema.ContainerState(
                running ? ContainerPhase.RUNNING : ContainerPhase.WAITING,
                state.reason(),
                state.message(),
                0,
                0,
                startedAt,
                null);
    }

    static ContainerState fromAvro(io.podtide.schema.ContainerState avro) {
        return switch (avro.getPhase()) {
            case WAITING -> new ContainerState.Waiting(avro.getReason(), avro.getMessage());
            case RUNNING -> new ContainerState.Running(avro.getStartedAt());
            case TERMINATED ->
                new ContainerState.Terminated(
                        avro.getReason(),
                        avro.getMessage(),
                        avro.getExitCode(),
                        avro.getSignal(),
                        avro.getStartedAt(),
                        avro.getFinishedAt());
        };
    }
}
