package io.podtide.alerts.calm;

import static io.podtide.detect.incident.Incident.State.OPEN;
import static io.podtide.detect.incident.Incident.State.RESOLVED;

import io.podtide.alerts.calm.Delivery.DeadLetter;
import io.podtide.alerts.calm.Delivery.Parcel;
import io.podtide.alerts.calm.Outcome.Arrived;
import io.podtide.alerts.calm.Outcome.Failed;
import io.podtide.alerts.calm.Outcome.Refused;
import io.podtide.alerts.config.AlertsConfig;
import io.podtide.alerts.config.Receiver;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.state.Deadlines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is told and when. Incidents, outcomes and time come in; out come parcels to be sent, and the entities that have changed
 * and must be kept before that.
 *
 * <p>Until {@link #begin} it only takes in what there is: nothing is told of what has come and gone by then.
 *
 * <p>Not thread-safe.
 */
public final class Calm {

    /** Longer than an incident can come back, so that it is known again. */
    private static final Duration OVER_KEPT = Duration.ofDays(1);

    private final Known known = new Known();
    private final Outbox outbox;
    private final Deadlines<String> deadlines = new Deadlines<>();
    private final List<DeadLetter> dead = new ArrayList<>();
    private final Digests digests;
    private AlertsConfig config;
    private final boolean first;
    private boolean begun;

    /**
     * @param first nothing has ever been kept
     * @param jitter from 0 to 1, for the time between attempts
     */
    public Calm(AlertsConfig config, boolean first, DoubleSupplier jitter) {
        this.config = config;
        this.first = first;
        this.outbox = new Outbox(jitter);
        this.digests = new Digests(known, outbox);
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
        if (before != null && before.incident().revision() >= incident.revision()) {
            return;
        }
        if (before == null && incident.state() == RESOLVED) {
            return;
        }
        var next = before == null ? Case.of(incident, now) : before.revised(incident, now);
        known.put(next);
        if (begun || !first) {
            digests.count(before, incident, config, now);
        }
        if (begun) {
            look(next, now);
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
        digests.look(config, now);
    }

    /** Other rules, from now on. */
    public void config(AlertsConfig newer, Instant now) {
        config = newer;
        if (begun) {
            known.cases().forEach(one -> lookAt(Ref.INCIDENT + one.incident().id(), now));
            digests.look(config, now);
        }
    }

    /** The time has come to this. */
    public void tick(Instant now) {
        for (var due = deadlines.poll(now); due.isPresent(); due = deadlines.poll(now)) {
            lookAt(due.get().key(), now);
        }
        digests.look(config, now);
    }

    /** What came of a message of a parcel. */
    public void report(Ref ref, Outcome outcome, Instant now) {
        var notice = notice(ref);
        var attempt = notice == null ? null : notice.attempt();
        if (notice == null || attempt == null) {
            return;
        }
        if (outcome instanceof Failed failed) {
            var again = attempt.failed(failed.maybe());
            outbox.failed(ref, again.failures(), failed.after(), now);
            if (!again.dead() && !attempt.since().plus(config.calm().giveUp()).isAfter(now)) {
                dead(ref, again, failed.why(), now);
                again = again.givenUp();
            }
            put(ref, notice.attempting(again));
            return;
        }
        if (outcome instanceof Refused refused) {
            dead(ref, attempt, refused.why(), now);
        }
        var handle = outcome instanceof Arrived arrived ? arrived.handle() : Map.<String, String>of();
        outbox.arrived(ref);
        put(ref, notice.arrived(attempt, handle, now));
        lookAt(ref.entity(), now);
    }

    private void dead(Ref ref, Attempt attempt, String why, Instant now) {
        var delivery = delivery(ref, attempt, now);
        if (delivery != null) {
            dead.add(new DeadLetter(delivery, why));
        }
    }

    /** The parcel has been dealt with. */
    public void done(Parcel parcel) {
        outbox.free(
                parcel.receiver(),
                parcel.refresh()
                        ? List.of()
                        : parcel.deliveries().stream().map(Delivery::ref).toList());
    }

    /** What is to be sent now, once {@link #changes} are kept. */
    public List<Parcel> parcels(Instant now) {
        var parcels = new ArrayList<Parcel>();
        for (var receiver : config.receivers().values()) {
            var deliveries = new ArrayList<Delivery>();
            for (var ref : outbox.take(receiver.name(), receiver.batch(), now)) {
                var delivery = renewed(ref, now);
                if (delivery != null) {
                    deliveries.add(delivery);
                }
            }
            if (!deliveries.isEmpty()) {
                outbox.sent(
                        receiver.name(), deliveries.stream().map(Delivery::ref).toList());
                parcels.add(new Parcel(receiver.name(), deliveries, false));
            } else if (begun && outbox.refresh(receiver.name(), receiver.refresh(), now)) {
                refresh(receiver, now, parcels);
            }
        }
        return parcels;
    }

    private void refresh(Receiver receiver, Instant now, List<Parcel> parcels) {
        var all = new ArrayList<Delivery>();
        for (var one : known.cases()) {
            var notice = one.notice(receiver.name());
            if (notice.told() != null && !notice.told().over()) {
                var ref = new Ref(Ref.INCIDENT + one.incident().id(), receiver.name());
                var again = new Attempt(Reason.REMINDED, notice.messages(), notice.told(), now, 0, true, true, false);
                all.add(new Delivery(
                        ref,
                        again,
                        notice.told(),
                        notice.handle(),
                        notice.told().severity(),
                        config.team(one.incident()),
                        List.of(one.incident()),
                        1,
                        1,
                        null,
                        null));
            }
        }
        if (!all.isEmpty()) {
            outbox.sent(receiver.name(), List.of());
            parcels.add(new Parcel(receiver.name(), all, true));
        }
    }

    /** The message as it should be now; null where there is none any more. */
    private @Nullable Delivery renewed(Ref ref, Instant now) {
        if (!ref.entity().startsWith(Ref.DIGEST)) {
            lookAt(ref.entity(), now);
        }
        var notice = notice(ref);
        var attempt = notice == null ? null : notice.attempt();
        if (notice == null || attempt == null) {
            outbox.drop(ref);
            return null;
        }
        outbox.drop(ref);
        put(ref, notice.attempting(attempt.handedOut()));
        return delivery(ref, attempt, now);
    }

    /** Keys of the entities that have changed since this was asked last, with what they are now; null: nothing any more. */
    public Map<String, Object> changes() {
        return known.changes();
    }

    /** What was not to be delivered, since this was asked last. */
    public List<DeadLetter> deadLetters() {
        var all = List.copyOf(dead);
        dead.clear();
        return all;
    }

    /** Nothing had ever been kept. */
    public boolean first() {
        return first;
    }

    /** Incidents that are kept. */
    public int size() {
        return known.cases().size();
    }

    private void lookAt(String entity, Instant now) {
        if (entity.startsWith(Ref.INCIDENT)) {
            var one = known.incident(entity.substring(Ref.INCIDENT.length()));
            if (one != null) {
                look(one, now);
            }
        } else if (entity.startsWith(Ref.STORM)) {
            var storm = known.storms().get(entity.substring(Ref.STORM.length()));
            if (storm != null) {
                look(storm, now);
            }
        }
    }

    private void look(Case one, Instant now) {
        var view = new CaseView(one, config, now);
        var id = one.incident().id();
        Instant next = view.nextSeverity();
        for (var receiver : view.receivers()) {
            var there = config.receivers().get(receiver);
            if (there == null) {
                known.put(one.with(receiver, Notice.NONE)); // it is out of the configuration
            }
            if (there == null || one.storms().containsKey(receiver)) {
                continue;
            }
            next = View.earlier(next, lookFor(id, receiver, view, there.groups(), now));
        }
        var current = known.incident(id);
        if (current != null) {
            leaveStorms(current, now);
            next = View.earlier(next, keepOrForget(current, now));
            deadlines.arm(Ref.INCIDENT + id, next);
        }
    }

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

    /** One that is over, or has changed, is asked for by its storms. */
    private void leaveStorms(Case one, Instant now) {
        for (var id : Set.copyOf(one.storms().values())) {
            var storm = known.storms().get(id);
            if (storm != null) {
                look(storm, now);
            }
        }
    }

    private @Nullable Instant lookFor(String id, String receiver, CaseView view, boolean groups, Instant now) {
        var one = known.incident(id);
        if (one == null) {
            return null;
        }
        var notice = one.notice(receiver);
        var ref = new Ref(Ref.INCIDENT + id, receiver);
        var seen = view.of(receiver);
        if (outbox.underWay(ref)) {
            return null;
        }
        notice = renew(notice, seen);
        if (notice.attempt() != null) {
            known.put(one.with(receiver, notice));
            outbox.add(ref);
            return null;
        }
        if (!groups && storm(one, receiver, seen, notice, now)) {
            return null;
        }
        var next = seen.next(notice, now);
        if (next.tell() != null) {
            notice = notice.begin(next.tell(), seen.content(), now);
            outbox.add(ref);
        }
        known.put(one.with(receiver, notice));
        return next.lookAt();
    }

    /** A message on its way is brought up to date, or taken for arrived, or dropped. */
    private static Notice renew(Notice notice, View seen) {
        var attempt = notice.attempt();
        if (attempt == null) {
            return notice;
        }
        var renewed = seen.renew(attempt);
        if (renewed == null && attempt.maybe()) {
            return notice.assumed(attempt);
        }
        return notice.attempting(renewed);
    }

    /** True if the incident is part of a storm, for this receiver. */
    private boolean storm(Case one, String receiver, View seen, Notice notice, Instant now) {
        var id = one.incident().id();
        var what = Storms.what(one);
        boolean fresh = notice.told() == null
                && seen.openable()
                && !seen.muted()
                && one.incident().state() == OPEN;
        if (!fresh) {
            if (one.incident().state() != OPEN || !seen.openable()) {
                known.storms().unseen(receiver, what, id);
            }
            return false;
        }
        var oldest = now.minus(config.calm().stormWithin());
        var running = known.storms().running(receiver, what, oldest);
        if (running.isPresent()) {
            join(one, running.get(), now);
            lookAt(Ref.STORM + running.get().id(), now);
            return true;
        }
        var tellable = View.later(seen.heldUntil(), seen.quietUntil());
        var together = known.storms().seen(receiver, what, id, tellable, oldest);
        if (together.size() < config.calm().stormIncidents() || tellable.isAfter(now)) {
            return false;
        }
        var storm = Storm.begin(receiver, what, id, now, seen.content().severity());
        known.put(storm);
        for (var other : together) {
            var member = known.incident(other);
            if (member != null && member.notice(receiver).equals(Notice.NONE)) {
                join(member, storm, now);
            }
        }
        lookAt(Ref.STORM + storm.id(), now);
        return true;
    }

    private void join(Case one, Storm storm, Instant now) {
        var severity = new CaseView(one, config, now).severity();
        var there = known.storms().get(storm.id());
        known.put((there == null ? storm : there).joined(now, severity));
        known.put(one.inStorm(storm.receiver(), storm.id()));
        known.storms().join(storm.id(), one.incident().id());
    }

    private void look(Storm storm, Instant now) {
        var ref = new Ref(Ref.STORM + storm.id(), storm.receiver());
        if (outbox.underWay(ref)) {
            return;
        }
        var members = known.members(storm);
        if (!config.receivers().containsKey(storm.receiver())) {
            dissolve(storm, members, now); // it is out of the configuration
            return;
        }
        var seen = StormView.of(storm, members, config);
        var notice = renew(storm.notice(), seen);
        Instant lookAt = null;
        if (notice.attempt() == null) {
            var next = seen.next(notice, now);
            lookAt = next.lookAt();
            notice = next.tell() == null ? notice : notice.begin(next.tell(), seen.content(), now);
        }
        known.put(storm.with(notice));
        var told = notice.told();
        if (notice.attempt() != null) {
            outbox.add(ref);
        } else if (told == null ? seen.content().over() : told.over()) {
            dissolve(storm, members, now);
            return;
        }
        deadlines.arm(ref.entity(), lookAt);
    }

    private void dissolve(Storm storm, List<Case> members, Instant now) {
        known.forget(storm);
        deadlines.arm(Ref.STORM + storm.id(), null);
        for (var member : members) {
            known.put(member.inStorm(storm.receiver(), null));
            lookAt(Ref.INCIDENT + member.incident().id(), now);
        }
    }

    private @Nullable Notice notice(Ref ref) {
        if (ref.entity().startsWith(Ref.INCIDENT)) {
            var one = known.incident(ref.id());
            return one == null ? null : one.notice(ref.receiver());
        }
        if (ref.entity().startsWith(Ref.STORM)) {
            var storm = known.storms().get(ref.id());
            return storm == null ? null : storm.notice();
        }
        var digest = known.digest(ref.id());
        return digest == null ? null : digest.notice(ref.receiver());
    }

    private void put(Ref ref, Notice notice) {
        var one = known.incident(ref.id());
        var storm = known.storms().get(ref.id());
        var digest = known.digest(ref.id());
        if (ref.entity().startsWith(Ref.INCIDENT) && one != null) {
            known.put(one.with(ref.receiver(), notice));
        } else if (ref.entity().startsWith(Ref.STORM) && storm != null) {
            known.put(storm.with(notice));
        } else if (ref.entity().startsWith(Ref.DIGEST) && digest != null) {
            known.put(digest.with(ref.receiver(), notice));
        }
    }

    private @Nullable Delivery delivery(Ref ref, Attempt attempt, Instant now) {
        var notice = notice(ref);
        var told = notice == null ? null : notice.told();
        var handle = notice == null ? Map.<String, String>of() : notice.handle();
        if (ref.entity().startsWith(Ref.INCIDENT)) {
            var one = known.incident(ref.id());
            return one == null ? null : new CaseView(one, config, now).delivery(ref, attempt, told, handle);
        }
        if (ref.entity().startsWith(Ref.STORM)) {
            var storm = known.storms().get(ref.id());
            return storm == null ? null : StormView.delivery(storm, known.members(storm), ref, attempt, config);
        }
        var digest = known.digest(ref.id());
        return digest == null
                ? null
                : new Delivery(
                        ref,
                        attempt,
                        told,
                        handle,
                        Incident.Severity.INFO,
                        digest.team(),
                        List.of(),
                        0,
                        0,
                        null,
                        digest.edition());
    }
}
