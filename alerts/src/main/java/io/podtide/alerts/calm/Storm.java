package io.podtide.alerts.calm;

import io.podtide.detect.incident.Incident.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * Many incidents of one cause that one receiver is told of as one.
 *
 * @param what they have in common, see {@link Storms#what}
 * @param lastJoin when the newest was heard of
 * @param severity the highest of them
 */
public record Storm(
        String id, String receiver, String what, Instant since, Instant lastJoin, Severity severity, Notice notice) {

    static Storm begin(String receiver, String what, String first, Instant now, Severity severity) {
        var name = "storm/" + receiver + '/' + what + '/' + first + '/' + now.toEpochMilli();
        var id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        return new Storm(id, receiver, what, now, now, severity, Notice.NONE);
    }

    Storm joined(Instant now, Severity member) {
        return new Storm(id, receiver, what, since, now, severity, notice).raised(member);
    }

    Storm raised(Severity member) {
        var highest = member.compareTo(severity) > 0 ? member : severity;
        return new Storm(id, receiver, what, since, lastJoin, highest, notice);
    }

    Storm with(Notice newer) {
        return new Storm(id, receiver, what, since, lastJoin, severity, newer);
    }
}
