package io.podtide.detect.workload;

import io.podtide.detect.symptom.PodRef;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A restart or a kill of one container, as the rules count it.
 *
 * @param since when the pod began to fail in this way
 * @param lifetime how long the container had run; null where not known
 */
public record Strike(
        Instant at,
        PodRef pod,
        String container,
        Instant since,
        @Nullable Duration lifetime) {}
