package io.podtide.cli;

import io.podtide.health.Health;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** One instance of the streams: ready while it processes records, live unless it has ended. */
record StreamsHealth(KafkaStreams streams) implements Health {

    @Override
    public boolean isLive() {
        return switch (streams.state()) {
            case CREATED, REBALANCING, RUNNING -> true;
            case PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR -> false;
        };
    }

    @Override
    public boolean isReady() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    @Override
    public Map<String, @Nullable Object> report() {
        var report = new LinkedHashMap<String, @Nullable Object>();
        report.put("role", "streams");
        report.put("state", state());
        return report;
    }

    /** Between start and work, and when instances come and go, stores are filled from their changelogs. */
    private String state() {
        return switch (streams.state()) {
            case CREATED, REBALANCING -> "RESTORING";
            case RUNNING -> "RUNNING";
            case PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR -> "STOPPED";
        };
    }
}
