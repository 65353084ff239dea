package io.podtide.detect.observation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a cluster that nobody sees while its pods are seen: a gap that blinds no pod.
 *
 * @param since when it was first so, the observer's clock
 */
public record Unseen(Part part, Reason reason, Instant since) {

    /** What is watched beside the pods. */
    public enum Part {
        EVENTS,
        NODES
    }

    /** Why it is not seen. */
    public enum Reason {
        /** Its list has not come yet since the observer began. */
        LISTING,
        /** No connection, or it broke. */
        UNREACHABLE,
        /** The API server does not know who asks. */
        UNAUTHORIZED,
        /** It knows, and refuses. */
        FORBIDDEN,
        /** There is no such resource. */
        MISSING,
        /** It has too much to do. */
        THROTTLED,
        /** Any other answer that is none. */
        FAILED
    }

    /** What is unseen now that this was told: an observer that began again does not know since when. */
    public static List<Unseen> after(List<Unseen> before, List<Unseen> told) {
        var now = new ArrayList<Unseen>();
        for (var each : told) {
            var since = before.stream()
                    .filter(known -> known.part() == each.part())
                    .map(Unseen::since)
                    .filter(known -> known.isBefore(each.since()))
                    .findFirst();
            now.add(new Unseen(each.part(), each.reason(), since.orElse(each.since())));
        }
        return List.copyOf(now);
    }
}
