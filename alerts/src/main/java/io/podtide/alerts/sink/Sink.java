package io.podtide.alerts.sink;

import io.podtide.alerts.calm.Outcome;
import io.podtide.alerts.calm.Outcome.Failed;
import io.podtide.alerts.message.Message;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** One way to reach people. Used by one thread; no call lasts longer than its time limit. */
public interface Sink {

    /** Sends a message, under a key by which it is known again if it is sent twice. */
    Outcome send(Message message) throws InterruptedException;

    /**
     * The same for several, in order, each outcome as it is known. Those without one were not sent, and will be again.
     *
     * @param may asked before each: whether it still is ours to speak
     */
    default void sendAll(List<Message> messages, BooleanSupplier may, BiConsumer<Message, Outcome> outcomes)
            throws InterruptedException {
        for (var message : messages) {
            if (!may.getAsBoolean()) {
                return;
            }
            var outcome = send(message);
            outcomes.accept(message, outcome);
            if (outcome instanceof Failed) {
                return;
            }
        }
    }
}
