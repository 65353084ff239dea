package io.podtide.alerts.sink;

import io.podtide.alerts.config.Receiver;

/** The sink of each kind of receiver. */
public final class Sinks {

    private final Http http = new Http();

    public Sink of(Receiver receiver) {
        if (receiver instanceof Receiver.Alertmanager alertmanager) {
            return new AlertmanagerSink(alertmanager, http);
        } else if (receiver instanceof Receiver.Slack slack) {
            return new SlackSink(slack, http);
        } else if (receiver instanceof Receiver.PagerDuty pagerDuty) {
            return new PagerDutySink(pagerDuty, http);
        } else if (receiver instanceof Receiver.Webhook webhook) {
            return new WebhookSink(webhook, http);
        }
        return new EmailSink((Receiver.Email) receiver);
    }
}
