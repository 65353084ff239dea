package io.podtide.alerts.sink;

import io.podtide.alerts.config.Receiver;
import io.podtide.alerts.config.ReceiverKind;
import java.util.List;

/** All sinks there are. Another is one file, a {@link SinkReceiver} with its {@link Sink} and its {@link ReceiverKind}, and its name here. */
public final class Sinks {

    /** In the order in which people are told of them. */
    public static final List<ReceiverKind> KINDS = List.of(
            new Alertmanager.Kind(), new Slack.Kind(), new PagerDuty.Kind(), new Webhook.Kind(), new Email.Kind());

    private final Http http = new Http();

    /** @param receiver of one of these kinds */
    public Sink of(Receiver receiver) {
        if (receiver instanceof SinkReceiver known) {
            return known.open(http);
        }
        throw new IllegalArgumentException(
                "nothing is sent to a " + receiver.getClass().getSimpleName());
    }
}
