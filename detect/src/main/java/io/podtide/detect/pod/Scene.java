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
import org.jspecify.annotations.Nullable;

/**
 * What a detector is shown of a pod.
 *
 * @param status its newest status
 * @param notes what Events said
 * @param ruling the rules as they apply to it
 * @param catalogue where causes are looked up
 */
record Scene(PodStatus status, Notes notes, Ruling ruling, CauseCatalogue catalogue) {

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
