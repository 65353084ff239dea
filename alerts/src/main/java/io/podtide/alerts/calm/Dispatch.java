package io.podtide.alerts.calm;

import io.podtide.alerts.calm.Delivery.Parcel;
import io.podtide.alerts.config.Receiver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Makes parcels of what waits, and of what receivers that forget are to be told again. */
final class Dispatch {

    private final Board board;
    private final Notices notices;
    private final BiConsumer<String, Instant> lookAt;
    private final Rounds rounds = new Rounds();

    /** @param lookAt asks what is to be told of an entity */
    Dispatch(Board board, Notices notices, BiConsumer<String, Instant> lookAt) {
        this.board = board;
        this.notices = notices;
        this.lookAt = lookAt;
    }

    /** @param begun people are told by now */
    List<Parcel> parcels(boolean begun, Instant now) {
        var parcels = new ArrayList<Parcel>();
        for (var receiver : board.config().receivers().values()) {
            var deliveries = waiting(receiver, now);
            if (!deliveries.isEmpty()) {
                board.outbox()
                        .sent(
                                receiver.name(),
                                deliveries.stream().map(Delivery::ref).toList());
                parcels.add(new Parcel(receiver.name(), deliveries, false));
            } else if (begun && board.outbox().ready(receiver.name(), now)) {
                refresh(receiver, now, parcels);
            }
        }
        return parcels;
    }

    private List<Delivery> waiting(Receiver receiver, Instant now) {
        var deliveries = new ArrayList<Delivery>();
        for (var ref : board.outbox().take(receiver.name(), receiver.batch(), now)) {
            var delivery = renewed(ref, now);
            if (delivery != null) {
                deliveries.add(delivery);
            }
        }
        return deliveries;
    }

    /** The message as it should be now; null where there is none any more. */
    private @Nullable Delivery renewed(Ref ref, Instant now) {
        if (!ref.entity().startsWith(Ref.DIGEST)) {
            lookAt.accept(ref.entity(), now);
        }
        board.outbox().drop(ref);
        var notice = notices.get(ref);
        var attempt = notice == null ? null : notice.attempt();
        if (notice == null || attempt == null) {
            return null;
        }
        notices.put(ref, notice.attempting(attempt.handedOut()));
        return notices.delivery(ref, attempt, board.config(), now);
    }

    private void refresh(Receiver receiver, Instant now, List<Parcel> parcels) {
        var deliveries = new ArrayList<Delivery>();
        var ids = rounds.next(
                receiver.name(), receiver.refresh(), receiver.batch(), () -> repeated(receiver.name()), now);
        for (var id : ids) {
            var one = board.known().incident(id);
            var notice = one == null ? Notice.NONE : one.notice(receiver.name());
            if (one != null && notice.told() != null && notice.repeats()) { // not any more, perhaps
                deliveries.add(again(one, receiver.name(), notice.told(), now));
            }
        }
        if (!deliveries.isEmpty()) {
            board.outbox().sent(receiver.name(), List.of());
            parcels.add(new Parcel(receiver.name(), deliveries, true));
        }
    }

    /** What a receiver is to be told again. */
    private List<String> repeated(String receiver) {
        return board.known().cases().stream()
                .filter(one -> one.notice(receiver).repeats())
                .map(one -> one.incident().id())
                .toList();
    }

    private Delivery again(Case one, String receiver, Content told, Instant now) {
        var notice = one.notice(receiver);
        var ref = new Ref(Ref.INCIDENT + one.incident().id(), receiver);
        var attempt = new Attempt(Reason.REMINDED, notice.messages(), told, now, 0, true, true, false);
        return new CaseView(one, board.config(), now).delivery(ref, attempt, told, notice.handle());
    }

    /** The parcel has been dealt with. */
    void done(Parcel parcel) {
        board.outbox()
                .free(
                        parcel.receiver(),
                        parcel.refresh()
                                ? List.of()
                                : parcel.deliveries().stream()
                                        .map(Delivery::ref)
                                        .toList());
    }
}
