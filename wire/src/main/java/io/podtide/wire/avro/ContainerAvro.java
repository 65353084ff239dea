package io.podtide.wire.avro;

import io.podtide.detect.observation.ContainerState;
import io.podtide.detect.observation.ContainerStatus;
import io.podtide.detect.observation.ContainerStatus.Role;
import io.podtide.schema.ContainerRole;
import io.podtide.wire.format.AvroInput;
import io.podtide.wire.format.AvroOutput;
import io.podtide.wire.format.AvroPart;
import io.podtide.wire.format.Symbols;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@link ContainerStatus} as Avro. */
final class ContainerAvro {

    private static final Symbols<Role> ROLES = Symbols.of(Role.values(), ContainerRole.values());

    private static final AvroPart<Named> NAMED = new AvroPart<>(
            in -> {
                in.passTexts(1);
                in.number();
                in.passTexts(1);
            },
            in -> new Named(in.word(), ROLES.read(in), in.word()));

    private static final AvroPart<Allowed> ALLOWED = new AvroPart<>(
            in -> {
                in.optionalNumber();
                in.optionalNumber();
            },
            in -> new Allowed(in.optionalNumber(), budget(in.optionalNumber())));

    private ContainerAvro() {}

    /** What the pods of a workload have in common. */
    private record Named(String name, Role role, String image) {}

    /** The same at the end. */
    private record Allowed(
            @Nullable Long memoryLimitBytes, @Nullable Duration readinessBudget) {}

    static void write(AvroOutput out, ContainerStatus container) {
        var budget = container.readinessBudget();
        out.text(container.name());
        ROLES.write(out, container.role());
        out.text(container.image());
        out.number(container.restartCount());
        out.bool(container.ready());
        ContainerStateAvro.write(out, container.state());
        out.optional(container.lastTermination(), ContainerStateAvro::write);
        out.optionalNumber(container.memoryLimitBytes());
        out.optionalNumber(budget == null ? null : budget.toMillis());
    }

    static ContainerStatus read(AvroInput in) {
        var named = in.known(NAMED);
        int restartCount = in.small();
        boolean ready = in.bool();
        var state = ContainerStateAvro.read(in);
        var lastTermination = terminated(in.optional(ContainerStateAvro::read));
        var allowed = in.known(ALLOWED);
        return new ContainerStatus(
                named.name(),
                named.role(),
                named.image(),
                restartCount,
                ready,
                state,
                lastTermination,
                allowed.memoryLimitBytes(),
                allowed.readinessBudget());
    }

    private static ContainerState.@Nullable Terminated terminated(@Nullable ContainerState state) {
        return state instanceof ContainerState.Terminated ended ? ended : null;
    }

    private static @Nullable Duration budget(@Nullable Long millis) {
        return millis == null ? null : Duration.ofMillis(millis);
    }
}
