package io.podtide.alerts.calm;

import io.podtide.alerts.calm.Digest.Edition;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message to be made and sent.
 *
 * @param heard when what it is about was first heard of, or heard of again
 * @param told what the receiver knows so far
 * @param incidents newest revisions: one, or the first of a storm, those open first; none in a digest
 * @param count of all incidents of it
 * @param open of them that are not over
 * @param what a storm's incidents have in common; null for one incident
 * @param edition of a digest, null otherwise
 */
public record Delivery(
        Ref ref,
        Attempt attempt,
        Instant heard,
        @Nullable Content told,
        Map<String, String> handle,
        Severity severity,
        String team,
        List<Incident> incidents,
        int count,
        int open,
        @Nullable String what,
        @Nullable Edition edition) {

    /** It is of more than one incident: one that is a storm by itself so far is told in its own words. */
    public boolean isStorm() {
        return what != null && count > 1;
    }

    /** The same, of these. */
    public Delivery with(List<Incident> others) {
        return new Delivery(ref, attempt, heard, told, handle, severity, team, others, count, open, what, edition);
    }

    /**
     * Some for one receiver, in order.
     *
     * @param refresh they say again what is known, and nobody waits for their outcome
     */
    public record Parcel(String receiver, List<Delivery> deliveries, boolean refresh) {}

    /** One that was not to be delivered in time. */
    public record DeadLetter(Delivery delivery, String why) {}
}
