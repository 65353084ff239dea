package io.podtide.detect.workload;

import io.podtide.detect.symptom.PodRef;
import java.time.Instant;

/**
 * A pod in an incident.
 *
 * @param since when it began to fail
 * @param cause of this pod's failing
 * @param standing where it is now
 */
public record Member(PodRef pod, Instant since, String cause, Standing standing) {

    /** Where a member is now. */
    public enum Standing {
        /** It fails. */
        FAILING,
        /** It may fail as well; the rule is not met yet. */
        SUSPECTED,
        /** It is well again. */
        RECOVERED,
        /** It is gone. */
        GONE
    }

    Member now(Standing next) {
        return new Member(pod, since, cause, next);
    }

    /** It has been failing at some time, and is not merely suspected. */
    boolean counts() {
        return standing != Standing.SUSPECTED;
    }

    /** It is shown and counted among the pods of the incident. */
    boolean countsAsPod() {
        return counts() && pod.isPod();
    }

    /** The incident cannot be over while it stands so. */
    boolean holdsOpen() {
        return standing == Standing.FAILING || standing == Standing.SUSPECTED;
    }
}
