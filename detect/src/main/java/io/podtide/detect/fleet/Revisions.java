package io.podtide.detect.fleet;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Resolution;
import io.podtide.detect.incident.Incident.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Revisions made from others. */
final class Revisions {

    private Revisions() {}

    /** As told, but for its mute: whether anybody wants to be told is asked last, of each revision anew. */
    static Incident numbered(Incident i, int revision, @Nullable String parentId) {
        return i.toBuilder().revision(revision).parentId(parentId).mute(null).build();
    }

    /** Updated then, unless it has been later. */
    static Incident notBefore(Instant time, Incident i) {
        return time.isAfter(i.updatedAt()) ? i.toBuilder().updatedAt(time).build() : i;
    }

    static Incident resolved(Incident i, Instant at, Resolution how, String summary) {
        return i.toBuilder()
                .state(State.RESOLVED)
                .summary(summary)
                .updatedAt(at)
                .resolvedAt(at)
                .resolution(how)
                .build();
    }
}
