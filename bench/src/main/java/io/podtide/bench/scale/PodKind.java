package io.podtide.bench.scale;

import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.pod.ContactState;
import io.podtide.detect.pod.EndState;
import io.podtide.detect.pod.LeavingState;
import io.podtide.detect.pod.PendingState;
import io.podtide.detect.pod.PodTrack;
import io.podtide.detect.pod.PodTrack.Departed;
import io.podtide.detect.pod.PodTrack.Followed;
import io.podtide.detect.pod.ReadinessState;
import io.podtide.detect.pod.Streak;

/** How a pod is doing, by what is remembered of it. */
enum PodKind {
    HEALTHY("healthy"),
    ON_ITS_WAY("starts, stops or is not ready, for no longer than it may"),
    RESTARTING("failing: restarts or is killed"),
    PENDING("failing: does not start"),
    NOT_READY("failing: is not ready"),
    TERMINATING("failing: does not go away"),
    ENDED("failing: ended, or evicted"),
    LOST("failing: its node is lost"),
    HEARD_OF("only Events have told of it"),
    GONE("gone");

    private final String words;

    PodKind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    boolean isFailing() {
        return words.startsWith("failing");
    }

    static PodKind of(PodTrack track) {
        if (track instanceof Followed followed) {
            return of(followed);
        }
        return track instanceof Departed ? GONE : HEARD_OF;
    }

    private static PodKind of(Followed pod) {
        if (pod.contact() instanceof ContactState.Lost) {
            return LOST;
        } else if (!(pod.end() instanceof EndState.Open)) {
            return ENDED;
        } else if (pod.leaving() instanceof LeavingState.Stuck) {
            return TERMINATING;
        } else if (pod.pending() instanceof PendingState.Stuck) {
            return PENDING;
        } else if (pod.readiness() instanceof ReadinessState.Stuck) {
            return NOT_READY;
        } else if (isGoingOn(pod.restarts().restarting())
                || isGoingOn(pod.restarts().killed())) {
            return RESTARTING;
        } else if (pod.status().delivery() == Delivery.DELETED) {
            return GONE;
        }
        return isSettled(pod) ? HEALTHY : ON_ITS_WAY;
    }

    private static boolean isGoingOn(Streak streak) {
        return streak instanceof Streak.Since;
    }

    private static boolean isSettled(Followed pod) {
        return pod.well()
                && pod.pending() instanceof PendingState.Fine
                && pod.readiness() instanceof ReadinessState.Usable
                && pod.leaving() instanceof LeavingState.Staying;
    }
}
