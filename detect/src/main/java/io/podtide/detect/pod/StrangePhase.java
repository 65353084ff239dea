package io.podtide.detect.pod;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.cause.Evidence;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A phase that Kubernetes does not know, but whose word kubectl prints as STATUS: all there is to go by. */
final class StrangePhase {

    private StrangePhase() {}

    static Optional<SymptomChange> of(Scene scene) {
        var status = scene.status();
        var word = status.reason();
        var at = status.observedAt();
        var words = "status.phase says so, which Kubernetes itself does not";
        var evidence = List.of(new Evidence(at, "pod", word, words, 1));
        var diagnosis = new Diagnosis(Diagnosis.UNKNOWN_CAUSE, Map.of(), evidence);
        if (word.equals("CrashLoopBackOff") || word.equals("RunContainerError")) {
            var change = scene.change(Symptom.RESTARTS, Change.OCCURRED, at, at, null, diagnosis, "");
            return Optional.of(change.counting(1));
        }
        if (word.equals("Error") || word.equals("OOMKilled")) {
            return Optional.of(PodGlance.lasting(scene, Symptom.POD_FAILED, at, null, diagnosis));
        }
        return StartTrouble.isStartError(word)
                ? Optional.of(PodGlance.lasting(scene, Symptom.PENDING, at, null, diagnosis))
                : Optional.empty();
    }
}
