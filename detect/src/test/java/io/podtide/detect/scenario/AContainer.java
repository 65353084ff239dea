package io.podtide.detect.scenario;

import io.podtide.detect.observation.ContainerState;
import io.podtide.detect.observation.ContainerState.Running;
import io.podtide.detect.observation.ContainerState.Terminated;
import io.podtide.detect.observation.ContainerState.Waiting;
import io.podtide.detect.observation.ContainerStatus;
import io.podtide.detect.observation.ContainerStatus.Role;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A container's status in the making: a regular one that has never been started and may use 128Mi, where nothing else is said.
 */
public record AContainer(
        String name,
        Role role,
        int restartCount,
        boolean ready,
        ContainerState state,
        @Nullable Terminated lastTermination,
        @Nullable Long memoryLimit,
        @Nullable Duration readinessBudget) {

    public static AContainer aContainer(String name) {
        return new AContainer(
                name, Role.REGULAR, 0, false, new Waiting("ContainerCreating", ""), null, 128L << 20, null);
    }

    public static AContainer anInitContainer(String name) {
        return aContainer(name).as(Role.INIT);
    }

    public AContainer as(Role other) {
        return new AContainer(name, other, restartCount, ready, state, lastTermination, memoryLimit, readinessBudget);
    }

    /** {@code restartCount}, and nothing else. */
    public AContainer restarts(int count) {
        return new AContainer(name, role, count, ready, state, lastTermination, memoryLimit, readinessBudget);
    }

    public AContainer limitedTo(@Nullable Long bytes) {
        return new AContainer(name, role, restartCount, ready, state, lastTermination, bytes, readinessBudget);
    }

    public AContainer runningSince(@Nullable Instant at) {
        return now(new Running(at), true);
    }

    public AContainer waiting(String reason, String message) {
        return now(new Waiting(reason, message), false);
    }

    /** It has a readiness probe, which may fail for so long. */
    public AContainer probedFor(Duration budget) {
        return new AContainer(name, role, restartCount, ready, state, lastTermination, memoryLimit, budget);
    }

    /** It runs, and its probe fails. */
    public AContainer unready() {
        return now(state, false);
    }

    /** The run that is on ends. */
    public AContainer ended(int exitCode, String reason, Instant at) {
        return ended(exitCode, reason, "", at);
    }

    public AContainer ended(int exitCode, String reason, String message, Instant at) {
        @Nullable Instant startedAt = state instanceof Running running ? running.startedAt() : null;
        return now(new Terminated(reason, message, exitCode, 0, startedAt, at), false);
    }

    /** What {@code lastState} says. */
    public AContainer after(int exitCode, String reason, @Nullable Instant from, @Nullable Instant to) {
        return after(new Terminated(reason, "", exitCode, 0, from, to));
    }

    public AContainer after(@Nullable Terminated last) {
        return new AContainer(name, role, restartCount, ready, state, last, memoryLimit, readinessBudget);
    }

    /** The last run's end moves to {@code lastState}, and the count goes up. */
    public AContainer startedAgain(Instant at) {
        var last = state instanceof Terminated ended ? ended : lastTermination;
        return restarts(restartCount + 1).after(last).runningSince(at);
    }

    /** Waits for its next start; the last run's end moves to {@code lastState}. */
    public AContainer backingOff(String length) {
        var last = state instanceof Terminated ended ? ended : lastTermination;
        return after(last)
                .waiting("CrashLoopBackOff", "back-off " + length + " restarting failed container=" + name + " pod=x");
    }

    public AContainer now(ContainerState next, boolean isReady) {
        return new AContainer(name, role, restartCount, isReady, next, lastTermination, memoryLimit, readinessBudget);
    }

    ContainerStatus status() {
        return new ContainerStatus(
                name,
                role,
                "registry.example/" + name + ":1",
                restartCount,
                ready,
                state,
                lastTermination,
                memoryLimit,
                readinessBudget);
    }
}
