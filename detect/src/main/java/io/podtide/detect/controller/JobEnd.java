package io.podtide.detect.controller;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.cause.Clue;
import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.cause.Stage;
import io.podtide.detect.observation.KubeEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a Job ended, as its Event says (pkg/controller/job).
 *
 * @param success it is complete
 * @param said the Event
 */
public record JobEnd(boolean success, Clue said) {

    /** A Job that failed longer ago is history when it is first heard of. */
    static final Duration NEWS = Duration.ofMinutes(30);

    /** How long a Job that has failed is looked at: nothing tells of its deletion. */
    static final Duration LOOKED_AT = Duration.ofDays(1);

    private static final Set<String> GAVE_UP = Set.of(
            "BackoffLimitExceeded",
            "DeadlineExceeded",
            "PodFailurePolicy",
            "FailedIndexes",
            "MaxFailedIndexesExceeded");

    private static final Set<String> DONE = Set.of("Completed", "SuccessCriteriaMet");

    /** Empty where the Event tells of no end. */
    public static Optional<JobEnd> of(KubeEvent event) {
        boolean gaveUp = event.warning() && GAVE_UP.contains(event.reason());
        boolean done = !event.warning() && DONE.contains(event.reason());
        if (!event.regarding().kind().equals("Job") || !(gaveUp || done)) {
            return Optional.empty();
        }
        var source = event.component().isEmpty() ? "Event" : "Event " + event.component();
        return Optional.of(new JobEnd(
                done, new Clue(Stage.RUNNING, event.lastAt(), source, event.reason(), event.message(), event.count())));
    }

    public Instant at() {
        return said.at();
    }

    /** Mostly it says no more than that it gave up; why its pods failed they have said themselves. */
    Diagnosis diagnose(CauseCatalogue catalogue) {
        return catalogue
                .diagnose(List.of(said))
                .orElse(new Diagnosis(Diagnosis.UNKNOWN_CAUSE, Map.of(), List.of(said.asEvidence())));
    }
}
