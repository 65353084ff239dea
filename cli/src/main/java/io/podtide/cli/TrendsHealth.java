package io.podtide.cli;

import io.podtide.health.Health;
import io.podtide.trends.TrendsServer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One history. It is ready once it has caught up with the topics; from then on it answers whatever Kafka or the feed does, and
 * how old the answers are, metrics say.
 */
record TrendsHealth(TrendsServer server) implements Health {

    @Override
    public boolean isLive() {
        return server.isFeeding();
    }

    @Override
    public boolean isReady() {
        return isLive() && server.status().hasCaughtUp();
    }

    @Override
    public Map<String, @Nullable Object> report() {
        var status = server.status();
        var writtenAt = status.writtenAt();
        var report = new LinkedHashMap<String, @Nullable Object>();
        report.put("role", "trends");
        report.put("caughtUp", status.hasCaughtUp());
        report.put("behind", status.behind());
        report.put("records", status.records());
        report.put("rows", status.rows());
        report.put("unreadable", status.unreadable());
        report.put("writtenAt", writtenAt == null ? null : writtenAt.toString());
        report.put("problem", status.problem());
        return report;
    }
}
