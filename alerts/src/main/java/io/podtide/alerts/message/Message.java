package io.podtide.alerts.message;

import io.podtide.alerts.calm.Content;
import io.podtide.alerts.calm.Digest.Edition;
import io.podtide.alerts.calm.Reason;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver is handed. Secrets are masked, lengths are bounded, control characters are gone; markup is the sink's matter:
 * all texts are of whoever may create a pod.
 *
 * @param id of the incident, storm or digest: the same for all messages about it
 * @param key the same for all attempts of this message
 * @param before what the receiver knows so far; null: nothing
 * @param incidents one, or the first of a storm; none in a digest
 * @param count of all incidents of it
 * @param open of them that are not over
 * @param what a storm's incidents have in common; null for one incident
 * @param edition of a digest; null otherwise
 * @param handle what the receiver called it before
 * @param again it may have been sent already
 * @param since when it was first to be sent
 * @param text what is new, and how it is
 * @param body how it is
 * @param change what is new; empty where all is
 * @param link to its page; null: there is none
 */
public record Message(
        String id,
        String key,
        Reason reason,
        Content content,
        @Nullable Content before,
        Severity severity,
        String team,
        List<Incident> incidents,
        int count,
        int open,
        @Nullable String what,
        @Nullable Edition edition,
        Map<String, String> handle,
        boolean again,
        Instant since,
        String title,
        String text,
        String body,
        String change,
        @Nullable String link) {

    public boolean over() {
        return content.state() == Incident.State.RESOLVED;
    }

    /** Its severity has risen. */
    public boolean worse() {
        return before != null && severity.compareTo(before.severity()) > 0;
    }

    /** A change of state or severity, as against one that can be looked up. */
    public boolean grave() {
        return before == null || before.state() != content.state() || before.severity() != content.severity();
    }
}
