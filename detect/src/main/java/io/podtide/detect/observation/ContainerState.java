package io.podtide.detect.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code containerStatuses[].state}: exactly one of the three. */
public sealed interface ContainerState {

    /** Reason, empty if the status gives none. */
    String reason();

    /** Message, empty if the status gives none. */
    String message();

    /** Not running, and not ended either. */
    record Waiting(String reason, String message) implements ContainerState {}

    /** Running since {@code startedAt}. */
    record Running(@Nullable Instant startedAt) implements ContainerState {
        @Override
        public String reason() {
            return "";
        }

        @Override
        public String message() {
            return "";
        }
    }

    /**
     * Ended.
     *
     * @param exitCode the process's own, or 128 + signal; 128 too for a process that could not be started
     * @param signal seldom set (never by containerd); 0 if absent
     * @param startedAt null or 1970 where it never ran
     * @param finishedAt when it ended; after a reboot: when the runtime came back
     */
    record Terminated(
            String reason,
            String message,
            int exitCode,
            int signal,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt)
            implements ContainerState {

        /** The kernel's OOM killer was at work in the container's memory cgroup, whatever the exit code says. */
        public boolean oomKilled() {
            return reason.equals("OOMKilled");
        }

        /** How long it ran; empty where it never ran or the times make no sense. */
        public Optional<Duration> lifetime() {
            if (startedAt == null || finishedAt == null || startedAt.getEpochSecond() <= 0) {
                return Optional.empty();
            }
            var ran = Duration.between(startedAt, finishedAt);
            return ran.isNegative() ? Optional.empty() : Optional.of(ran);
        }
    }
}
