package io.podtide.alerts.calm;

import io.podtide.alerts.calm.Delivery.DeadLetter;
import io.podtide.alerts.calm.Outcome.Arrived;
import io.podtide.alerts.calm.Outcome.Failed;
import io.podtide.alerts.calm.Outcome.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What becomes of a notice when the outcome of its message is known. */
final class Results {

    private final Board board;
    private final Notices notices;
    private final List<DeadLetter> dead = new ArrayList<>();

    Results(Board board, Notices notices) {
        this.board = board;
        this.notices = notices;
    }

    /** True if the receiver is done with it, and there may be something new to tell. */
    boolean take(Ref ref, Outcome outcome, Instant now) {
        var notice = notices.get(ref);
        var attempt = notice == null ? null : notice.attempt();
        if (notice == null || attempt == null) {
            return false;
        }
        if (outcome instanceof Failed failed) {
            notices.put(ref, notice.attempting(failed(ref, attempt, failed, now)));
            return false;
        }
        if (outcome instanceof Refused refused) {
            dead(ref, attempt, refused.why(), now);
        }
        var handle = outcome instanceof Arrived arrived ? arrived.handle() : Map.<String, String>of();
        board.outbox().arrived(ref);
        notices.put(ref, notice.arrived(attempt, handle, now));
        return true;
    }

    /** Of what it was told again. News that is on its way by now goes on from there. */
    void again(Ref ref, Outcome outcome) {
        var notice = notices.get(ref);
        if (notice != null && outcome instanceof Arrived arrived) {
            notices.put(ref, notice.called(arrived.handle()));
        }
    }

    private Attempt failed(Ref ref, Attempt attempt, Failed failed, Instant now) {
        var again = attempt.failed(failed.maybe());
        board.outbox().failed(ref, again.failures(), failed.after(), now);
        var giveUp = board.config().calm().giveUp();
        if (again.dead() || attempt.since().plus(giveUp).isAfter(now)) {
            return again;
        }
        dead(ref, again, failed.why(), now);
        return again.givenUp();
    }

    private void dead(Ref ref, Attempt attempt, String why, Instant now) {
        var delivery = notices.delivery(ref, attempt, board.config(), now);
        if (delivery != null) {
            dead.add(new DeadLetter(delivery, why));
        }
    }

    /** Since this was asked last. */
    List<DeadLetter> deadLetters() {
        var all = List.copyOf(dead);
        dead.clear();
        return all;
    }
}
