package io.podtide.detect.pod;

import io.podtide.detect.observation.PodStatus;
import java.time.Instant;

/**
 * What is remembered of one pod.
 *
 * <ul>
 *   <li>{@link Nothing}: there is nothing to remember
 *   <li>{@link HeardOf} while only Events have told of it: they come on a watch of their own, and may come first
 *   <li>{@link Followed} from its first status on
 *   <li>{@link Departed} for a while after it is gone, so that a late or repeated status does not bring it back
 * </ul>
 */
public sealed interface PodTrack {

    /** There is nothing to remember: stores keep no record of it. */
    record Nothing() implements PodTrack {}

    /** @param at newest Event */
    record HeardOf(Notes notes, Instant at) implements PodTrack {}

    /**
     * There, as far as we know.
     *
     * @param status the newest
     * @param well it has been Ready, or has ended with success, and this has been said
     */
    record Followed(
            PodStatus status, Notes notes, Restarts restarts, PendingState pending, LeavingState leaving, boolean well)
            implements PodTrack {

        static Followed from(Notes notes, PodStatus first) {
            return new Followed(
                    first, notes, Restarts.NONE, new PendingState.Fine(), new LeavingState.Staying(), false);
        }
    }

    /** @param at when it was seen to be gone */
    record Departed(Instant at) implements PodTrack {}
}
