package io.podtide.alerts.calm;

import static io.podtide.detect.incident.Incident.State.RESOLVED;

import io.podtide.alerts.calm.Delivery.DeadLetter;
import io.podtide.alerts.calm.Delivery.Parcel;
import io.podtide.alerts.config.AlertsConfig;
import io.podtide.detect.incident.Incident;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * What is told and when. Incidents, outcomes and time come in; out come parcels to be sent, and the entities that have changed
 * and must be kept before that.
 *
 * <p>{@link CaseView} and {@link View} decide what one receiver hears of one incident: settling, changes, reminders, flapping,
 * quiet hours and mutes. {@link Gathering} makes storms of many, {@link Digests} counts days, {@link Dispatch} makes parcels, {@link
 * Outbox} says when each receiver may be sent to, {@link Results} what follows from an outcome.
 *
 * <p>Until {@link #begin} it only takes in what there is: nothing is told of what has come and gone by then.
 *
 * <p>Not thread-safe.
 */
public final class Calm {

    private final Board board;
    private final Known known;
    private final Gathering storms;
    private final Incidents incidents;
    private final Digests digests;
    private final Dispatch dispatch;
    private final Results results;
    private final boolean first;
    private boolean begun;

    /**
     * @param first nothing has ever been kept
     * @param jitter from 0 to 1, for the time between attempts
     */
    public Calm(AlertsConfig config, boolean first, DoubleSupplier jitter) {
        this.first = first;
        this.board = new Board(config, jitter);
        this.known = board.known();
        this.storms = new Gathering(board, this::lookAt);
        this.incidents = new Incidents(board, storms);
        this.digests = new Digests(known, board.outbox());
        var notices = new Notices(known);
        this.dispatch = new Dispatch(board, notices, this::lookAt);
        this.results = new Results(board, notices);
    }

    /** What was kept. */
    public void restore(Case one) {
        known.restore(one);
    }

    /** What was kept. */
    public void restore(Storm storm) {
        known.restore(storm);
    }

    /** What was kept. */
    public void restore(Digest digest) {
        known.restore(digest);
    }

    /** One revision from the topic. Older ones than are known say nothing. */
    public void take(Incident incident, Instant now) {
        var before = known.incident(incident.id());
        boolean old = before != null && before.incident().revision() >= incident.revision();
        if (old || (before == null && incident.state() == RESOLVED)) {
            return;
        }
        var next = before == null ? Case.of(incident, now) : before.revised(incident, now);
        known.put(next);
        if (begun || !first) {
            digests.count(before, incident, board.config(), now);
        }
        if (begun) {
            incidents.look(next, now);
        } else if (next.forgettable()) {
            known.forget(next);
        }
    }

    /** All that was there has been taken in: from now on people are told. What was given out and has no outcome is again. */
    public void begin(Instant now) {
        begun = true;
        for (var one : known.cases()) {
            if (first) {
                known.put(one.fromBefore(now));
            }
            lookAt(Ref.INCIDENT + one.incident().id(), now);
        }
        known.storms().ids().forEach(id -> lookAt(Ref.STORM + id, now));
        digests.look(board.config(), now);
    }

    /** Other rules, from now on. */
    public void config(AlertsConfig newer, Instant now) {
        board.config(newer);
        if (begun) {
            known.cases().forEach(one -> lookAt(Ref.INCIDENT + one.incident().id(), now));
            digests.look(newer, now);
        }
    }

    /** The time has come to this. */
    public void tick(Instant now) {
        var deadlines = board.deadlines();
        for (var due = deadlines.poll(now); due.isPresent(); due = deadlines.poll(now)) {
            lookAt(due.get().key(), now);
        }
        digests.look(board.config(), now);
    }

    /** What came of a message of a parcel. */
    public void report(Ref ref, Outcome outcome, Instant now) {
        if (results.take(ref, outcome, now)) {
            lookAt(ref.entity(), now);
        }
    }

    /** What came of telling again what is known. */
    public void again(Ref ref, Outcome outcome) {
        results.again(ref, outcome);
    }

    /** The parcel has been dealt with. */
    public void done(Parcel parcel) {
        dispatch.done(parcel);
    }

    /** What is to be sent now, once {@link #changes} are kept. */
    public List<Parcel> parcels(Instant now) {
        return dispatch.parcels(begun, now);
    }

    /** Keys of the entities that have changed since this was asked last, with what they are now; null: nothing any more. */
    public Map<String, Object> changes() {
        return known.changes();
    }

    /** What was not to be delivered, since this was asked last. */
    public List<DeadLetter> deadLetters() {
        return results.deadLetters();
    }

    /** Nothing had ever been kept. */
    public boolean first() {
        return first;
    }

    /** Incidents that are kept. */
    public int size() {
        return known.size();
    }

    /** Messages that wait for their turn, or are under way. */
    public int waiting(String receiver) {
        return board.outbox().waiting(receiver);
    }

    private void lookAt(String entity, Instant now) {
        if (entity.startsWith(Ref.INCIDENT)) {
            var one = known.incident(entity.substring(Ref.INCIDENT.length()));
            if (one != null) {
                incidents.look(one, now);
            }
        } else if (entity.startsWith(Ref.STORM)) {
            var storm = known.storms().get(entity.substring(Ref.STORM.length()));
            if (storm != null) {
                storms.look(storm, now);
            }
        }
    }
}
