package io.podtide.detect.pod;

import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
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

    /** A status of it has come: its object is there, or was until lately. */
    default boolean hasBeenSeen() {
        return true;
    }

    /** There is nothing to remember: stores keep no record of it. */
    record Nothing() implements PodTrack {
        @Override
        public boolean hasBeenSeen() {
            return false;
        }
    }

    /** @param at newest Event */
    record HeardOf(Notes notes, Instant at) implements PodTrack {
        /** Events outlive their pods. */
        @Override
        public boolean hasBeenSeen() {
            return false;
        }
    }

    /**
     * There, as far as we know.
     *
     * @param status the newest
     * @param readiness whether it can be used, while it runs
     * @param end whether it has ended in a failure
     * @param contact whether its node is heard of
     * @param well it has been Ready, or has ended with success, and this has been said
     */
    record Followed(
            PodStatus status,
            Notes notes,
            Restarts restarts,
            PendingState pending,
            ReadinessState readiness,
            LeavingState leaving,
            EndState end,
            ContactState contact,
            boolean well)
            implements PodTrack {

        static Followed from(Notes notes, PodStatus first) {
            return new Followed(
                    first,
                    notes,
                    Restarts.NONE,
                    PendingState.Fine.INSTANCE,
                    ReadinessState.Usable.INSTANCE,
                    LeavingState.Staying.INSTANCE,
                    EndState.Open.INSTANCE,
                    ContactState.InTouch.AS_EVER,
                    false);
        }

        /** The same, with other words about it. */
        Followed with(Notes other) {
            return new Followed(status, other, restarts, pending, readiness, leaving, end, contact, well);
        }

        /** The same with this status. */
        Followed with(PodStatus other) {
            return new Followed(other, notes, restarts, pending, readiness, leaving, end, contact, well);
        }

        @SuppressWarnings("ReferenceEquality") // most often it is the very same
        Followed with(Restarts other) {
            return other == restarts
                    ? this
                    : new Followed(status, notes, other, pending, readiness, leaving, end, contact, well);
        }

        Followed with(PendingState other) {
            return other == pending
                    ? this
                    : new Followed(status, notes, restarts, other, readiness, leaving, end, contact, well);
        }

        Followed with(ReadinessState other) {
            return other == readiness
                    ? this
                    : new Followed(status, notes, restarts, pending, other, leaving, end, contact, well);
        }

        Followed with(LeavingState other) {
            return other == leaving
                    ? this
                    : new Followed(status, notes, restarts, pending, readiness, other, end, contact, well);
        }

        Followed with(EndState other) {
            return other == end
                    ? this
                    : new Followed(status, notes, restarts, pending, readiness, leaving, other, contact, well);
        }

        Followed with(ContactState other) {
            return other == contact
                    ? this
                    : new Followed(status, notes, restarts, pending, readiness, leaving, end, other, well);
        }

        Followed well(boolean is) {
            return is == well
                    ? this
                    : new Followed(status, notes, restarts, pending, readiness, leaving, end, contact, is);
        }

        /** It is gone, and followed for a moment longer, for what is still to be said of it. */
        boolean gone() {
            return status.delivery() == Delivery.DELETED;
        }

        /** Nobody hears of its node: what its status shows is of before. */
        boolean lost() {
            return contact instanceof ContactState.Lost;
        }
    }

    /** @param at when it was seen to be gone */
    record Departed(Instant at) implements PodTrack {}
}
