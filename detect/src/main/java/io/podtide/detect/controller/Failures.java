package io.podtide.detect.controller;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.cause.Clue;
import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.cause.Stage;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.Workload;
import io.podtide.detect.pod.Note;
import io.podtide.detect.pod.Notes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Failures of one controller to create pods, and whether it has created one since.
 *
 * @param controller its kind and name
 * @param workload whose pods they would have been
 * @param since the first
 * @param seenAt when the newest was seen
 * @param succeededAt when the success was seen that came after the newest failure; null without one
 * @param notes what they say, newest first
 */
public record Failures(
        String controller,
        Workload workload,
        Instant since,
        Instant seenAt,
        @Nullable Instant succeededAt,
        Notes notes) {

    private static final int EVIDENCE = 3;

    /** The first one. */
    static Failures of(Workload workload, KubeEvent event) {
        var began = event.firstAt().isAfter(event.observedAt()) ? event.observedAt() : event.firstAt();
        var who = event.regarding().kind() + '/' + event.regarding().name();
        return new Failures(who, workload, began, event.observedAt(), null, Notes.NONE.with(event));
    }

    /** One more; one that is known, or is older than the success, changes nothing. */
    Failures with(KubeEvent event) {
        var next = notes.with(event);
        return next.equals(notes) || event.lastAt().isBefore(newest())
                ? this
                : new Failures(controller, workload, since, event.observedAt(), null, next);
    }

    /** It has created a pod; Events have whole seconds, so that of those of one second the one that comes last counts. */
    Failures succeeded(KubeEvent event) {
        return event.lastAt().isBefore(newest())
                ? this
                : new Failures(controller, workload, since, seenAt, event.observedAt(), notes);
    }

    /** How often it has failed, at least. */
    int count() {
        return notes.newestFirst().stream().mapToInt(Note::count).sum();
    }

    /** Each message names another pod; the newest says why it fails now. */
    Diagnosis diagnose(CauseCatalogue catalogue) {
        List<Clue> clues =
                notes.newestFirst().stream().map(n -> n.asClue(Stage.SETUP)).toList();
        var evidence = clues.stream().limit(EVIDENCE).map(Clue::asEvidence).toList();
        return catalogue
                .diagnose(clues)
                .map(found -> new Diagnosis(found.cause(), found.detail(), evidence))
                .orElse(new Diagnosis(Diagnosis.UNKNOWN_CAUSE, Map.of(), evidence));
    }

    /** When the newest happened. */
    Instant newest() {
        var first = notes.newestFirst();
        return first.isEmpty() ? since : first.get(0).at();
    }
}
