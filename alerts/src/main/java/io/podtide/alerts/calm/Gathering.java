package io.podtide.alerts.calm;

import static io.podtide.detect.incident.Incident.Scope.WORKLOAD;
import static io.podtide.detect.incident.Incident.State.OPEN;

import io.podtide.detect.incident.Incident.Severity;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;

/** Gathers incidents of one cause into storms, each of which is told as one, and lets them go when it is over. */
final class Gathering {

    private final Board board;
    private final Known known;
    private final BiConsumer<String, Instant> lookAt;

    /** @param lookAt asks what is to be told of an entity */
    Gathering(Board board, BiConsumer<String, Instant> lookAt) {
        this.board = board;
        this.known = board.known();
        this.lookAt = lookAt;
    }

    /** True if the incident is part of a storm, for this receiver. */
    boolean takes(Case one, String receiver, View seen, Notice notice, Instant now) {
        var id = one.incident().id();
        var what = Storms.what(one);
        boolean fresh = notice.told() == null
                && seen.openable()
                && !seen.muted()
                && one.incident().state() == OPEN;
        var oldest = now.minus(board.config().calm().stormWithin());
        if (!fresh) {
            if (one.incident().state() != OPEN || !seen.openable()) {
                known.storms().unseen(receiver, what, id);
            } else if (notice.told() != null && seen.heldUntil().isAfter(oldest)) {
                known.storms().seen(receiver, what, id, seen.heldUntil(), oldest); // after a restart as well
            }
            return false;
        }
        var running = known.storms().running(receiver, what, oldest);
        if (running.isPresent()) {
            join(one, running.get(), now);
            lookAt.accept(Ref.STORM + running.get().id(), now);
            return true;
        }
        var tellable = View.later(seen.heldUntil(), seen.quietUntil());
        var together = known.storms().seen(receiver, what, id, tellable, oldest);
        if (tellable.isAfter(now) || !isStorm(together)) {
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
        lookAt.accept(Ref.STORM + storm.id(), now);
        return true;
    }

    /** So many; or two and more with so many pods, so that few large workloads that fail one after the other are one as well. */
    private boolean isStorm(List<String> together) {
        var calm = board.config().calm();
        if (together.size() >= calm.stormIncidents()) {
            return true;
        }
        var workloads = together.stream()
                .map(known::incident)
                .filter(one -> one != null && one.incident().scope() == WORKLOAD)
                .mapToInt(one -> one.incident().podCount())
                .summaryStatistics();
        return workloads.getCount() > 1 && workloads.getSum() >= calm.stormPods();
    }

    /** A member has become worse. */
    void raise(String id, Severity severity) {
        var storm = known.storms().get(id);
        if (storm != null) {
            known.put(storm.raised(severity));
        }
    }

    private void join(Case one, Storm storm, Instant now) {
        var severity = new CaseView(one, board.config(), now).severity();
        var there = known.storms().get(storm.id());
        known.put((there == null ? storm : there).joined(now, severity));
        known.put(one.inStorm(storm.receiver(), storm.id()));
        known.storms().join(storm.id(), one.incident().id());
    }

    /** What is to be told of a storm. */
    void look(Storm storm, Instant now) {
        var ref = new Ref(Ref.STORM + storm.id(), storm.receiver());
        if (board.outbox().underWay(ref)) {
            return;
        }
        var members = known.members(storm);
        if (!board.config().receivers().containsKey(storm.receiver())) {
            dissolve(storm, members, now); // it is out of the configuration
            return;
        }
        var seen = StormView.of(storm, members, board.config(), now);
        var notice = seen.renew(storm.notice());
        Instant again = null;
        if (notice.attempt() == null) {
            var next = seen.next(notice, now);
            again = next.lookAt();
            notice = next.tell() == null ? notice : notice.begin(next.tell(), seen.content(), now);
        }
        known.put(storm.with(notice));
        var told = notice.told();
        if (notice.attempt() != null) {
            board.outbox().add(ref);
        } else if (told == null ? seen.content().over() : told.over()) {
            dissolve(storm, members, now);
            return;
        }
        board.deadlines().arm(ref.entity(), again);
    }

    private void dissolve(Storm storm, List<Case> members, Instant now) {
        known.forget(storm);
        board.deadlines().arm(Ref.STORM + storm.id(), null);
        for (var member : members) {
            known.put(member.inStorm(storm.receiver(), null));
            lookAt.accept(Ref.INCIDENT + member.incident().id(), now);
        }
    }
}
