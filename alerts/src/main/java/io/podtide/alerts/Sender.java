package io.podtide.alerts;

import io.podtide.alerts.calm.Delivery;
import io.podtide.alerts.calm.Delivery.Parcel;
import io.podtide.alerts.calm.Outcome;
import io.podtide.alerts.calm.Outcome.Failed;
import io.podtide.alerts.calm.Outcome.Refused;
import io.podtide.alerts.config.Receiver;
import io.podtide.alerts.message.Message;
import io.podtide.alerts.message.Messages;
import io.podtide.alerts.sink.Sink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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
     * @param delivery null: the parcel has been dealt with
     */
    record Event(
            Parcel parcel,
            @Nullable Delivery delivery,
            @Nullable Outcome outcome) {}

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
        var messages = new ArrayList<Message>();
        var byKey = new HashMap<String, Delivery>();
        try {
            for (var delivery : parcel.deliveries()) {
                byKey.put(Messages.key(delivery), delivery);
                messages.add(words.of(delivery));
            }
            sink.sendAll(
                    messages,
                    () -> System.nanoTime() - provenAt < PROOF_HOLDS.toNanos(),
                    (message, outcome) -> report(parcel, byKey.get(message.key()), message, outcome));
        } catch (RuntimeException e) {
            LOG.error("alerts: a bug in sending: receiver={}", receiver.name(), withoutWords(e));
            var failed = new Failed("a bug: " + e.getClass().getSimpleName(), null, true);
            byKey.values().forEach(delivery -> events.accept(new Event(parcel, delivery, failed)));
        }
    }

    /** Messages of exceptions may repeat what was to be sent, credentials included. */
    private static Throwable withoutWords(RuntimeException e) {
        var plain = new IllegalStateException(e.getClass().getName());
        plain.setStackTrace(e.getStackTrace());
        return plain;
    }

    private void report(Parcel parcel, @Nullable Delivery delivery, Message message, Outcome outcome) {
        if (delivery == null) {
            return;
        }
        boolean wrong = outcome instanceof Failed || outcome instanceof Refused;
        if (wrong && !parcel.refresh()) { // of those the sink has said once for all of them what is wrong
            LOG.info("alerts: not sent: receiver={} message={} outcome={}", receiver.name(), message.key(), outcome);
        }
        events.accept(new Event(parcel, delivery, outcome));
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
