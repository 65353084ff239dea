package io.podtide.detect.symptom;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.cause.Evidence;
import io.podtide.detect.observation.Unseen;
import java.util.ArrayList;
import java.util.List;

/**
 * Says with what was found that it was found without looking everywhere: who reads that a cause is unknown is to know that the
 * Events which may tell it are not seen.
 */
public final class PartlySeen {

    /** So much of its evidence does an incident show. */
    private static final int SHOWN = 10;

    private PartlySeen() {}

    /** The same changes; those that a reader looks for a cause of name what is not seen. */
    public static List<SymptomChange> note(List<SymptomChange> changes, List<Unseen> unseen) {
        return unseen.isEmpty()
                ? changes
                : changes.stream().map(change -> note(change, unseen)).toList();
    }

    private static SymptomChange note(SymptomChange change, List<Unseen> unseen) {
        return switch (change.change()) {
            case RECOVERED, GONE -> change;
            case OCCURRED, SUSPECTED, ONSET, CHANGED -> change.with(note(change.diagnosis(), unseen));
        };
    }

    private static Diagnosis note(Diagnosis found, List<Unseen> unseen) {
        var evidence = new ArrayList<>(
                found.evidence().stream().limit(SHOWN - unseen.size()).toList());
        unseen.forEach(part -> evidence.add(evidence(part)));
        return new Diagnosis(found.cause(), found.detail(), evidence);
    }

    private static Evidence evidence(Unseen unseen) {
        return switch (unseen.part()) {
            case EVENTS ->
                new Evidence(
                        unseen.since(),
                        "ingest",
                        "EVENTS_NOT_SEEN",
                        unseen.reason()
                                + ": Events of the cluster are not seen, and a cause that they tell is not known",
                        1);
            case NODES ->
                new Evidence(
                        unseen.since(),
                        "ingest",
                        "NODES_NOT_SEEN",
                        unseen.reason()
                                + ": nodes of the cluster are not seen, and what they say of themselves is not known",
                        1);
        };
    }
}
