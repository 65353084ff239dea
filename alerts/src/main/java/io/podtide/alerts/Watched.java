package io.podtide.alerts;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

/** What others see of an instance. */
public record Watched(AlertsStatus status, AlertsMetrics metrics) {

    /** @param registry where its meters are */
    public static Watched in(MeterRegistry registry) {
        var status = new AlertsStatus();
        return new Watched(status, new AlertsMetrics(registry, status, InstantSource.system()));
    }
}
