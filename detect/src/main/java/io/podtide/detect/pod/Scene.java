package io.podtide.detect.pod;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.observation.ContainerStatus;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.rule.Ruling;
import io.podtide.detect.symptom.PodRef;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a detector is shown of a pod, and what keeps it from running, worked out once however many ask. Not thread-safe. */
final class Scene {

    private final PodStatus status;
    private final Notes notes;
    private final Ruling ruling;
    private final CauseCatalogue catalogue;
    private @Nullable StartTrouble trouble;
    private boolean searched;

    Scene(PodStatus status, Notes notes, Ruling ruling, CauseCatalogue catalogue) {
        this.status = status;
        this.notes = notes;
        this.ruling = ruling;
        this.catalogue = catalogue;
    }

    /** The pod's newest status. */
    PodStatus status() {
        return status;
    }

    /** What Events said. */
    Notes notes() {
        return notes;
    }

    /** The rules as they apply to the pod. */
    Ruling ruling() {
        return ruling;
    }

    /** Where causes are looked up. */
    CauseCatalogue catalogue() {
        return catalogue;
    }

    /** What keeps the pod from running: each step of a pod that waits asks for it, and so does each of its deadlines. */
    Optional<StartTrouble> trouble() {
        if (!searched) {
            trouble = StartTrouble.of(this).orElse(null);
            searched = true;
        }
        return Optional.ofNullable(trouble);
    }

    /** It shows this status and these notes, the very same. */
    @SuppressWarnings("ReferenceEquality") // to compare what they say would take longer than to look anew
    boolean shows(PodStatus otherStatus, Notes otherNotes) {
        return status == otherStatus && notes == otherNotes;
    }

    /** A change that is about the pod as a whole. */
    SymptomChange change(Symptom symptom, Change change, Instant at, Instant since) {
        return change(symptom, change, at, since, null, Diagnosis.NONE, "");
    }

    /** A change with its cause and the rule that was met. */
    SymptomChange change(
            Symptom symptom,
            Change change,
            Instant at,
            Instant since,
            @Nullable ContainerStatus container,
            Diagnosis diagnosis,
            String rule) {
        return new SymptomChange(
                status.workload(),
                pod(),
                symptom,
                change,
                at,
                since,
                container == null ? null : container.name(),
                container == null ? null : container.image(),
                0,
                null,
                false,
                diagnosis,
                status.labels(),
                rule);
    }

    PodRef pod() {
        return new PodRef(status.uid(), status.name(), status.node());
    }
}
