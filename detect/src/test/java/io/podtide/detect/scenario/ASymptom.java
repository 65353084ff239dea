package io.podtide.detect.scenario;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.observation.Workload;
import io.podtide.detect.symptom.PodRef;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import java.time.Instant;
import java.util.Map;

/** What the first stage tells, where only its pod and its time matter. */
public final class ASymptom {

    private ASymptom() {}

    /** Once, in container {@code app}, of no known cause. */
    public static SymptomChange occurred(Symptom symptom, Workload workload, PodRef pod, Instant at) {
        return new SymptomChange(
                workload,
                pod,
                symptom,
                Change.OCCURRED,
                at,
                at,
                "app",
                null,
                1,
                null,
                false,
                Diagnosis.NONE,
                Map.of(),
                "");
    }
}
