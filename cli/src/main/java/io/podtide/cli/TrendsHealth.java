package io.podtide.cli;

import io.podtide.health.Health;
import io.podtide.trends.feed.FeedStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One history. It is ready once that has caught up with the topics, whoever writes it; from then on it answers whatever Kafka
 * or the feed does, and how old the answers are, metrics say.
 */
record TrendsHealth(BooleanSupplier feeding, Supplier<FeedStatus> feed) implements Health {

    @Override
    public boolean isLive() {
        return feeding.getAsBoolean();
    }

    @Override
    public boolean isReady() {
        return isLive() && feed.get().hasCaughtUp();
    }

    @Override
    public Map<String, @Nullable Object> report() {
        var status = feed.get();
        var writtenAt = status.writtenAt();
        var report = new LinkedHashMap<String, @Nullable Object>();
        report.put("role", "trends");
        report.put("standby", status.standby());
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
