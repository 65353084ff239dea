package io.podtide.streams;

import io.podtide.wire.Epoch;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps out what an ingestor writes that was paused and does not know yet that another leads. Counted by the metric {@code
 * fenced-total} of group {@code stream-observations-metrics}.
 */
final class Fence {

    private static final Logger LOG = LoggerFactory.getLogger(Fence.class);

    private final ClusterTimes times;
    private final ProcessingContext context;
    private final Sensor fenced;
    /** By cluster: of which it has been said. */
    private final Map<String, Epoch> told = new HashMap<>();

    Fence(ClusterTimes times, ProcessingContext context) {
        this.times = times;
        this.context = context;
        this.fenced = context.metrics()
                .addRateTotalSensor("observations", context.taskId().toString(), "fenced", RecordingLevel.INFO);
    }

    boolean admits(String cluster, Record<?, ?> record) {
        var epoch = Epoch.of(record.headers());
        if (times.admits(cluster, epoch, context.currentSystemTimeMs())) {
            return true;
        }
        fenced.record();
        if (!epoch.equals(told.put(cluster, epoch))) {
            LOG.warn("an ingestor that leads no more is not heard: cluster={} epoch={}", cluster, epoch.number());
        }
        return false;
    }
}
