package io.podtide.bench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When each alert would have fired: the expressions of all rules, judged by Prometheus at every evaluation there would have been. */
final class MixinAlerts {

    /** Of scrapes and of evaluations, at the same moments. */
    static final Duration INTERVAL = Duration.ofSeconds(30);

    private final Prometheus prometheus;
    private final Owners owners;
    private final Instant from;
    private final Instant until;

    /** @param until last evaluation */
    MixinAlerts(Prometheus prometheus, Owners owners, Instant from, Instant until) {
        this.prometheus = prometheus;
        this.owners = owners;
        this.from = from;
        this.until = until;
    }

    List<Signal> all() throws IOException, InterruptedException {
        var alerts = new ArrayList<Signal>();
        for (var group : prometheus.get("rules", Map.of()).path("groups")) {
            for (var rule : group.path("rules")) {
                alerts.addAll(of(rule));
            }
        }
        return alerts;
    }

    private List<Signal> of(JsonNode rule) throws IOException, InterruptedException {
        var pending = new PendingAlert(
                INTERVAL, Duration.ofSeconds(rule.path("duration").asLong()));
        var found = prometheus.get(
                "query_range",
                Map.of(
                        "query",
                        rule.path("query").asText(),
                        "start",
                        from.toString(),
                        "end",
                        until.toString(),
                        "step",
                        Long.toString(INTERVAL.toSeconds())));
        var alerts = new ArrayList<Signal>();
        for (var series : found.path("result")) {
            var spells = pending.fires(times(series.path("values")), until);
            if (!spells.isEmpty()) {
                alerts.add(
                        new Signal(rule.path("name").asText(), owners.of(labels(series.path("metric"))), null, spells));
            }
        }
        return alerts;
    }

    private static List<Instant> times(JsonNode values) {
        var times = new ArrayList<Instant>();
        values.forEach(value -> times.add(Instant.ofEpochSecond(value.path(0).asLong())));
        return times;
    }

    private static Map<String, String> labels(JsonNode metric) {
        var labels = new HashMap<String, String>();
        metric.properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }
}
