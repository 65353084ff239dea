package io.podtide.cli;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.ContainerState.Waiting;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pods of a snapshot that are neither well nor part of an incident: they may just need more time. */
final class Unsettled {

    private static final int NAMED = 5;

    private Unsettled() {}

    /** A pod and what it waits in; {@code since} is null where it does not say. */
    record Line(String pod, String state, @Nullable Instant since) {

        private String inWords(Instant now) {
            boolean known = since != null && since.isBefore(now);
            var time = known
                    ? " for "
                            + Durations.text(Duration.ofSeconds(
                                    Duration.between(since, now).toSeconds()))
                    : "";
            return pod + " (" + state + time + ")";
        }
    }

    static List<Line> of(Stream<PodStatus> pods, List<Incident> found) {
        return pods.filter(pod -> found.stream().noneMatch(incident -> concerns(incident, pod)))
                .flatMap(pod -> state(pod).stream().map(state -> new Line(name(pod), state, since(pod))))
                .toList();
    }

    /** An incident names only the first of many pods. */
    private static boolean concerns(Incident incident, PodStatus pod) {
        boolean many = incident.podCount() > incident.pods().size();
        return (many && incident.subject().equals(pod.workload().key()))
                || incident.pods().stream().anyMatch(member -> member.uid().equals(pod.uid()));
    }

    private static String name(PodStatus pod) {
        return pod.workload().namespace() + '/' + pod.name();
    }

    private static Optional<String> state(PodStatus pod) {
        if (pod.ended() || pod.gated()) {
            return Optional.empty();
        }
        if (pod.leaving()) {
            return Optional.of("Terminating");
        }
        if (pod.phase() == Phase.PENDING) {
            return Optional.of(waiting(pod).orElse("Pending"));
        }
        return pod.phase() == Phase.RUNNING && pod.condition("Ready").isPresent() && !pod.ready()
                ? Optional.of("Running, not ready")
                : Optional.empty();
    }

    private static Optional<String> waiting(PodStatus pod) {
        return pod.containers().stream()
                .filter(c -> c.state() instanceof Waiting waiting
                        && !waiting.reason().isEmpty())
                .map(c -> c.state().reason())
                .findFirst();
    }

    private static @Nullable Instant since(PodStatus pod) {
        return pod.leaving()
                ? pod.deletionTimestamp()
                : pod.condition("Ready")
                        .map(c -> Optional.ofNullable(c.since()))
                        .orElse(Optional.ofNullable(pod.createdAt()))
                        .orElse(null);
    }

    /** One line that names the first of them; empty where there is none. */
    static Optional<String> inWords(List<Line> lines, Instant now) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        var first = lines.stream().limit(NAMED).map(line -> line.inWords(now)).collect(Collectors.joining(", "));
        var more = lines.size() > NAMED ? " and " + (lines.size() - NAMED) + " more" : "";
        return Optional.of("Not running or not ready yet, with no error to see: " + first + more);
    }
}
