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

    private static final Comparator<Note> NEWEST_FIRST =
            Comparator.comparing(Note::at).reversed().thenComparing(Note::uid);

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
            SlowPull.PULLED,
            SetupStep.ATTACHED,
            NewSandbox.CHANGED);

    /** Steps on the way to a start: of no use once it is made. */
    private static final Set<String> OF_START =
            Set.of("Pulling", SlowPull.PULLED, SetupStep.ATTACHED, NewSandbox.CHANGED);

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
        var notes = new ArrayList<Note>(newestFirst.size() + 1);
        notes.add(note);
        for (var known : newestFirst) {
            boolean same = known.uid().equals(note.uid());
            if (same ? known.count() >= note.count() && !note.at().isAfter(known.at()) : isOlderPull(note, known)) {
                return this; // a repetition or an older state of the same Event
            }
            if (!same && !isOlderPull(known, note)) {
                notes.add(known);
            }
        }
        notes.sort(NEWEST_FIRST);
        var newest = Sane.later(notes.get(0).at(), event.observedAt());
        var oldest = newest.minus(KEPT);
        notes.removeIf(n -> !n.at().isAfter(oldest));
        return new Notes(notes.size() <= LIMIT ? notes : notes.subList(0, LIMIT));
    }

    /** Each says how long it took and is an Event of its own, so that those of a container that loops would push out all others. */
    private static boolean isOlderPull(Note note, Note other) {
        return note.reason().equals(SlowPull.PULLED)
                && other.reason().equals(SlowPull.PULLED)
                && note.container().equals(other.container())
                && NEWEST_FIRST.compare(note, other) > 0;
    }

    /** Those that are of use once the pod has started: as of most pods, none. */
    Notes started() {
        var rest = newestFirst.stream()
                .filter(note -> !OF_START.contains(note.reason()))
                .toList();
        return rest.size() == newestFirst.size() ? this : new Notes(rest);
    }

    /** An Event of which all else is beside the point: none tells a cause. */
    static boolean ignore(KubeEvent event) {
        return !event.warning() && !TELLING.contains(event.reason());
    }

    /** Any of this reason, of whatever time. */
    boolean mention(String reason) {
        for (int i = 0; i < newestFirst.size(); i++) { // asked with every record: without an iterator
            if (newestFirst.get(i).reason().equals(reason)) {
                return true;
            }
        }
        return false;
    }

    /** Those of some reasons since a time, newest first. */
    Stream<Note> of(Set<String> reasons, Instant since) {
        return newestFirst.stream().filter(n -> reasons.contains(n.reason()) && !n.at().isBefore(since));
    }

    /** Any of these reasons since a time. */
    boolean has(Set<String> reasons, Instant since) {
        for (int i = 0; i < newestFirst.size(); i++) { // asked with every record of a pod that waits
            var note = newestFirst.get(i);
            if (reasons.contains(note.reason()) && !note.at().isBefore(since)) {
                return true;
            }
        }
        return false;
    }

    /** An autoscaler makes room for the pod. */
    boolean scalingUp(Instant since) {
        return has(SCALING_UP, since);
    }
}
