package io.podtide.alerts.calm;

import static io.podtide.detect.incident.Incident.State.RESOLVED;

import io.podtide.detect.incident.Incident.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is to be told of an incident, receiver by receiver, and how long it is kept. */
final class Incidents {

    /** Longer than an incident can come back, so that it is known again. */
    private static final Duration OVER_KEPT = Duration.ofDays(1);

    private final Board board;
    private final Known known;
    private final Gathering storms;

    Incidents(Board board, Gathering storms) {
        this.board = board;
        this.known = board.known();
        this.storms = storms;
    }

    void look(Case one, Instant now) {
        var view = new CaseView(one, board.config(), now);
        var id = one.incident().id();
        Instant next = view.nextSeverity();
        for (var receiver : view.receivers()) {
            var there = board.config().receivers().get(receiver);
            if (there == null) {
                forget(id, receiver);
            } else if (!one.storms().containsKey(receiver)) {
                next = View.earlier(next, look(id, receiver, view, there.groups(), now));
            }
        }
        var current = known.incident(id);
        if (current != null) {
            askItsStorms(current, view.severity(), now);
            next = View.earlier(next, keepOrForget(current, now));
            board.deadlines().arm(Ref.INCIDENT + id, next);
        }
    }

    /** It is out of the configuration. */
    private void forget(String id, String receiver) {
        var one = known.incident(id);
        if (one != null) {
            known.put(one.with(receiver, Notice.NONE));
        }
    }

    /** When to look again. */
    private @Nullable Instant look(String id, String receiver, CaseView view, boolean groups, Instant now) {
        var one = known.incident(id);
        var ref = new Ref(Ref.INCIDENT + id, receiver);
        if (one == null || board.outbox().underWay(ref)) {
            return null;
        }
        var seen = view.of(receiver);
        var notice = seen.renew(one.notice(receiver));
        if (notice.attempt() != null) {
            known.put(one.with(receiver, notice));
            board.outbox().add(ref);
            return null;
        }
        if (!groups && storms.takes(one, receiver, seen, notice, now)) {
            return null;
        }
        var next = seen.next(notice, now);
        if (next.tell() != null) {
            notice = notice.begin(next.tell(), seen.content(), now);
            board.outbox().add(ref);
        }
        known.put(one.with(receiver, notice));
        return next.lookAt();
    }

    /** One that is over, or has changed, is told of by its storms. */
    private void askItsStorms(Case one, Severity severity, Instant now) {
        for (var id : Set.copyOf(one.storms().values())) {
            if (one.incident().state() != RESOLVED) {
                storms.raise(id, severity);
            }
            var storm = known.storms().get(id);
            if (storm != null) {
                storms.look(storm, now);
            }
        }
    }

    /** Until when it is kept; null where that is not known, or it is not any more. */
    private @Nullable Instant keepOrForget(Case one, Instant now) {
        if (one.forgettable()) {
            known.forget(one);
            return null;
        }
        if (!one.done() || one.overSince() == null) {
            return null;
        }
        var until = one.overSince().plus(OVER_KEPT);
        if (!until.isAfter(now)) {
            known.forget(one);
        }
        return until.isAfter(now) ? until : null;
    }
}
