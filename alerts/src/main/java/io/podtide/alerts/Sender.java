package io.podtide.alerts;

import io.podtide.alerts.calm.Delivery;
import io.podtide.alerts.calm.Delivery.Parcel;
import io.podtide.alerts.calm.Outcome;
import io.podtide.alerts.calm.Outcome.Arrived;
import io.podtide.alerts.calm.Outcome.Failed;
import io.podtide.alerts.calm.Ref;
import io.podtide.alerts.config.Receiver;
import io.podtide.alerts.message.Message;
import io.podtide.alerts.message.Messages;
import io.podtide.alerts.sink.Sink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of one receiver: a slow one delays no other. */
final class Sender {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    /** What is said later than this after the desk was last proven to be ours may be said by another as well. */
    private static final Duration PROOF_HOLDS = Duration.ofSeconds(10);

    /**
     * @param ref null: the parcel has been dealt with
     */
    record Event(Parcel parcel, @Nullable Ref ref, @Nullable Outcome outcome) {}

    private final Receiver receiver;
    private final Sink sink;
    private final Consumer<Event> events;
    private final ExecutorService thread;

    Sender(Receiver receiver, Sink sink, Consumer<Event> events) {
        this.receiver = receiver;
        this.sink = sink;
        this.events = events;
        this.thread = Executors.newSingleThreadExecutor(work -> {
            var it = new Thread(work, "alerts-to-" + receiver.name());
            it.setDaemon(true);
            return it;
        });
    }

    Receiver receiver() {
        return receiver;
    }

    /** @param provenAt {@link System#nanoTime} */
    void send(Parcel parcel, Messages messages, long provenAt) {
        thread.execute(() -> {
            try {
                sendAll(parcel, messages, provenAt);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                events.accept(new Event(parcel, null, null));
            }
        });
    }

    private void sendAll(Parcel parcel, Messages words, long provenAt) throws InterruptedException {
        int step = receiver.batch();
        for (int i = 0; i < parcel.deliveries().size(); i += step) {
            var some = parcel.deliveries()
                    .subList(i, Math.min(i + step, parcel.deliveries().size()));
            send(parcel, some, words, provenAt);
        }
    }

    private void send(Parcel parcel, List<Delivery> some, Messages words, long provenAt) throws InterruptedException {
        var messages = new ArrayList<Message>();
        var refs = new HashMap<String, Ref>();
        try {
            for (var delivery : some) {
                refs.put(Messages.key(delivery), delivery.ref());
                messages.add(words.of(delivery));
            }
            sink.sendAll(
                    messages,
                    () -> System.nanoTime() - provenAt < PROOF_HOLDS.toNanos(),
                    (message, outcome) -> report(parcel, refs.get(message.key()), message, outcome));
        } catch (RuntimeException e) {
            LOG.error("alerts: a bug in sending: receiver={}", receiver.name(), e);
            refs.values().forEach(ref -> events.accept(new Event(parcel, ref, new Failed("a bug: " + e, null, true))));
        }
    }

    private void report(Parcel parcel, @Nullable Ref ref, Message message, Outcome outcome) {
        if (!(outcome instanceof Arrived)) {
            LOG.warn("alerts: not sent: receiver={} message={} outcome={}", receiver.name(), message.key(), outcome);
        }
        if (!parcel.refresh() && ref != null) {
            events.accept(new Event(parcel, ref, outcome));
        }
    }

    /** Whatever is under way is cut, and is an attempt that may have arrived. */
    void stop() {
        thread.shutdownNow();
    }

    /** Ends when what is under way is done. */
    void retire() {
        thread.shutdown();
    }
}
