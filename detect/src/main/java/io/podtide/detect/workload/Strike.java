package io.podtide.detect.workload;

import io.podtide.detect.symptom.PodRef;
import io.podtide.detect.workload.Member.Standing;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A restart or a kill of one container, as the rules count it.
 *
 * @param since when the pod began to fail in this way
 * @param lifetime how long the container had run; null where not known
 * @param reboot its node or runtime was started anew, and all pods on it with it
 * @param standing what has become of the pod since: it may be well or gone before the rule is met
 */
public record Strike(
        Instant at,
        PodRef pod,
        String container,
        Instant since,
        @Nullable Duration lifetime,
        boolean reboot,
        Standing standing) {

    /** One that has just happened: its pod fails. */
    public Strike(Instant at, PodRef pod, String container, Instant since, @Nullable Duration lifetime) {
        this(at, pod, container, since, lifetime, false, Standing.FAILING);
    }

    Strike now(Standing next) {
        return new Strike(at, pod, container, since, lifetime, reboot, next);
    }
}
