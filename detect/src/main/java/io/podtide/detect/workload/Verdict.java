package io.podtide.detect.workload;

import java.time.Duration;
import java.util.List;

/**
 * A rule that counts is met.
 *
 * @param strikes those that met it
 * @param rule the threshold, in words
 * @param quiet how long nothing may occur before it can be over, beyond what pods themselves wait for
 */
record Verdict(List<Strike> strikes, String rule, Duration quiet) {
    Verdict {
        strikes = List.copyOf(strikes);
    }
}
