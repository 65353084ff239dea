package io.podtide.detect.workload;

import io.podtide.detect.cause.Diagnosis;
import java.util.Set;

/**
 * Some causes say more than others. Events that name a probe or a hook fall silent while restarts go on, and all that the later
 * ones show is an exit code: that is no reason to know less.
 */
final class Specificity {

    /** Read from how a container ended, or from what the pods of a lost node show of it, and from nothing else. */
    private static final Set<String> GENERAL = Set.of(
            "APPLICATION_ERROR",
            "EXITED_NORMALLY",
            "KILLED_BY_SIGNAL",
            "SIGKILL_UNEXPLAINED",
            "INIT_CONTAINER_FAILED",
            "NODE_REBOOTED",
            "NODE_UNREACHABLE");

    private Specificity() {}

    /** The newer cause, unless it says less than the older one. */
    static String better(String older, String newer) {
        return rank(newer) < rank(older) ? older : newer;
    }

    static int rank(String cause) {
        if (cause.equals(Diagnosis.UNKNOWN_CAUSE)) {
            return 0;
        }
        return GENERAL.contains(cause) ? 1 : 2;
    }
}
