package io.podtide.wire.avro;

import io.podtide.detect.observation.ContainerState;
import io.podtide.detect.observation.ContainerStatus;
import io.podtide.schema.ContainerRole;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@link ContainerStatus} as Avro. */
final class ContainerAvro {

    private ContainerAvro() {}

    static io.podtide.schema.ContainerStatus toAvro(ContainerStatus container) {
        var last = container.lastTermination();
        var budget = container.readinessBudget();
        return new io.podtide.schema.ContainerStatus(
                container.name(),
                ContainerRole.valueOf(container.role().name()),
                container.image(),
                container.restartCount(),
                container.ready(),
                ContainerStateAvro.toAvro(container.state()),
                last == null ? null : ContainerStateAvro.toAvro(last),
                container.memoryLimitBytes(),
                budget == null ? null : budget.toMillis());
    }

    static ContainerStatus fromAvro(io.podtide.schema.ContainerStatus avro) {
        return new ContainerStatus(
                avro.getName(),
                ContainerStatus.Role.valueOf(avro.getRole().name()),
                avro.getImage(),
                avro.getRestartCount(),
                avro.getReady(),
                ContainerStateAvro.fromAvro(avro.getState()),
                terminated(avro.getLastTermination()),
                avro.getMemoryLimitBytes(),
                avro.getReadinessBudgetMs() == null ? null : Duration.ofMillis(avro.getReadinessBudgetMs()));
    }

    private static ContainerState.@Nullable Terminated terminated(io.podtide.schema.@Nullable ContainerState avro) {
        return avro != null && ContainerStateAvro.fromAvro(avro) instanceof ContainerState.Terminated ended
                ? ended
                : null;
    }
}
