package io.podtide.alerts.sink;

import io.podtide.alerts.config.Receiver;

/** A receiver that knows its sink. */
public interface SinkReceiver extends Receiver {

    Sink open(Http http);
}
