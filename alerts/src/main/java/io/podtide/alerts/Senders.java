package io.podtide.alerts;

import io.podtide.alerts.calm.Delivery.Parcel;
import io.podtide.alerts.config.AlertsConfig;
import io.podtide.alerts.message.Messages;
import io.podtide.alerts.sink.Sinks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/** A sender for each receiver, and what comes back from them. */
final class Senders implements AutoCloseable {

    private final Sinks sinks = new Sinks();
    private final UnaryOperator<String> mask;
    private final Runnable wake;
    private final Map<String, Sender> byName = new HashMap<>();
    private final ConcurrentLinkedQueue<Sender.Event> events = new ConcurrentLinkedQueue<>();
    private Messages messages;

    /** @param wake called whenever something has come back */
    Senders(AlertsConfig config, UnaryOperator<String> mask, Runnable wake) {
        this.mask = mask;
        this.wake = wake;
        this.messages = new Messages(config, mask);
        config(config);
    }

    /** Receivers that are what they were go on as they are. */
    void config(AlertsConfig config) {
        messages = new Messages(config, mask);
        byName.values().removeIf(sender -> {
            boolean same = sender.receiver()
                    .equals(config.receivers().get(sender.receiver().name()));
            if (!same) {
                sender.retire();
            }
            return !same;
        });
        config.receivers()
                .forEach((name, receiver) ->
                        byName.computeIfAbsent(name, n -> new Sender(receiver, sinks.of(receiver), this::event)));
    }

    private void event(Sender.Event event) {
        events.add(event);
        wake.run();
    }

    void send(Parcel parcel, long provenAt) {
        var sender = byName.get(parcel.receiver());
        if (sender == null) {
            event(new Sender.Event(parcel, null, null));
        } else {
            sender.send(parcel, messages, provenAt);
        }
    }

    /** What has come back since this was asked last. */
    List<Sender.Event> drain() {
        var all = new ArrayList<Sender.Event>();
        for (var event = events.poll(); event != null; event = events.poll()) {
            all.add(event);
        }
        return all;
    }

    @Override
    public void close() {
        byName.values().forEach(Sender::stop);
    }
}
