package io.podtide.detect.symptom;

import io.podtide.detect.observation.Workload;
import java.time.Instant;

/**
 * A pod has become well, or such a pod goes: what of a {@link Symptom#WELL} counts for its workload.
 *
 * @param gone it goes; else it has become well
 * @param at when, in event time
 * @param since when the pod was created
 * @param seenAt when that was known, the observer's clock
 */
public record WellChange(Workload workload, boolean gone, Instant at, Instant since, Instant seenAt) {

    /** @param change of {@link Symptom#WELL} */
    public static WellChange of(SymptomChange change) {
        return new WellChange(
                change.workload(),
                change.change() != SymptomChange.Change.ONSET,
                change.at(),
                change.since(),
                change.seenAt());
    }
}
