package io.podtide.alerts.calm;

import static io.podtide.detect.incident.Incident.State.RESOLVED;

import io.podtide.alerts.config.AlertsConfig;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.incident.Incident.State;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Counts what happens for each team, and makes an edition of it once a day. */
final class Digests {

    private final Known known;
    private final Outbox outbox;

    Digests(Known known, Outbox outbox) {
        this.known = known;
        this.outbox = outbox;
    }

    /** Children count with their parent. */
    void count(@Nullable Case before, Incident incident, AlertsConfig config, Instant now) {
        var settings = config.digest();
        if (settings == null || incident.parentId() != null || muted(incident, config, now)) {
            return;
        }
        var team = config.team(incident);
        if (settings.receivers(team).isEmpty()) {
            return;
        }
        var digest = known.digest(team);
        var there = digest == null ? Digest.of(team, settings.next(now)) : digest;
        boolean wasOver = before == null || before.incident().state() == RESOLVED;
        boolean isOver = incident.state() == RESOLVED;
        if (wasOver && !isOver) {
            known.put(there.begun(incident, now));
        } else if (!wasOver && isOver) {
            known.put(there.fixed(incident));
        }
    }

    private static boolean muted(Incident incident, AlertsConfig config, Instant now) {
        var severity = config.severity(incident, Duration.ZERO);
        return incident.mute() != null || config.mute(incident, severity, now).isPresent();
    }

    /** Editions that are due are made, and those not delivered yet are on their way. */
    void look(AlertsConfig config, Instant now) {
        var settings = config.digest();
        if (settings == null) {
            return;
        }
        for (var digest : known.digests()) {
            var receivers = settings.receivers(digest.team());
            if (!digest.next().isAfter(now)) {
                var published = digest.published(now, settings.next(now));
                for (var receiver : receivers) {
                    published = published.with(
                            receiver, digest.notice(receiver).begin(Reason.DIGEST, content(published), now));
                }
                known.put(published);
            }
            var newest = known.digest(digest.team());
            if (newest != null) {
                newest.notices().forEach((receiver, notice) -> {
                    if (notice.attempt() != null) {
                        outbox.add(new Ref(Ref.DIGEST + newest.team(), receiver));
                    }
                });
            }
        }
    }

    private static Content content(Digest digest) {
        int size = digest.edition() == null ? 0 : digest.edition().day().begun();
        return new Content(State.OPEN, Severity.INFO, "digest", size, false, 0, false);
    }
}
