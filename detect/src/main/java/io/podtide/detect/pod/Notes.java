package io.podtide.detect.pod;

import io.podtide.detect.observation.KubeEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The Events about one pod, or another object, that may tell a cause, newest first; as few as that takes.
 *
 * @param newestFirst at most {@value #LIMIT}
 */
public record Notes(List<Note> newestFirst) {

    public static final Notes NONE = new Notes(List.of());

    private static final int LIMIT = 12;

    /** The API server keeps Events for an hour; what is older explains nothing any more. */
    private static final Duration KEPT = Duration.ofHours(1);

    /** Events of type Normal that matter to a cause or a rule. */
    private static final Set<String> TELLING = Set.of(
            "BackOff",
            "Killing",
            "TriggeredScaleUp",
            "Nominated",
            "NotTriggerScaleUp",
            "Preempted",
            "TaintManagerEviction",
            "Pulling",
            SetupStep.ATTACHED);

    /** Said of a pod by the cluster autoscaler, and by Karpenter. */
    private static final Set<String> SCALING_UP = Set.of("TriggeredScaleUp", "Nominated");

    public Notes {
        newestFirst = List.copyOf(newestFirst);
    }

    /** Those that an Event is news to; an Event that tells nothing, or nothing new, changes nothing. */
    public Notes with(KubeEvent event) {
        if (ignore(event)) {
            return this;
        }
        var note = Note.of(event);
        var known = newestFirst.stream().filter(n -> n.uid().equals(note.uid())).findFirst();
        if (known.isPresent()
                && known.get().count() >= note.count()
                && !note.at().isAfter(known.get().at())) {
            return this; // a repetition or an older state of the same Event
        }
        var notes = new ArrayList<Note>(newestFirst.size() + 1);
        notes.add(note);
        newestFirst.stream().filter(n -> !n.uid().equals(note.uid())).forEach(notes::add);
        notes.sort(Comparator.comparing(Note::at).reversed().thenComparing(Note::uid));
        var newest =
                notes.get(0).at().isAfter(event.observedAt()) ? notes.get(0).at() : event.observedAt();
        var oldest = newest.minus(KEPT);
        return new Notes(
                notes.stream().filter(n -> n.at().isAfter(oldest)).limit(LIMIT).toList());
    }

    /** An Event of which all else is beside the point: none tells a cause. */
    static boolean ignore(KubeEvent event) {
        return !event.warning() && !TELLING.contains(event.reason());
    }

    /** Any of this reason, of whatever time. */
    boolean mention(String reason) {
        for (var note : newestFirst) { // asked with every record
            if (note.reason().equals(reason)) {
                return true;
            }
        }
        return false;
    }

    /** Those of some reasons since a time, newest first. */
    Stream<Note> of(Set<String> reasons, Instant since) {
        return newestFirst.stream().filter(n -> reasons.contains(n.reason()) && !n.at().isBefore(since));
    }

    /** An autoscaler makes room for the pod. */
    boolean scalingUp(Instant since) {
        return of(SCALING_UP, since).findAny().isPresent();
    }

    /** Any of this reason since a time. */
    boolean has(String reason, Instant since) {
        return of(Set.of(reason), since).findAny().isPresent();
    }
}
