package io.podtide.cli.up;

import java.time.Instant;

/** Is told how far a recording has been played. */
@FunctionalInterface
public interface PlayProgress {

    /** @param observedAt time of the observation just played */
    void played(long observations, Instant observedAt);
}
