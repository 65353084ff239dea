package io.podtide.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.alerts.calm.Calm;
import io.podtide.alerts.calm.Outcome;
import io.podtide.alerts.config.AlertsReader;
import io.podtide.alerts.sink.Sinks;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.rule.RuleBook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How much people are told of a recording: its incidents, in its own time, to a webhook that takes everything at once. */
class AlertMeasuresTest {

    @Test
    void messagesForEachIncidentOfTheMixedFleet() throws Exception {
        var revisions = Scenario.detected(RuleBook.DEFAULTS, Scenario.observations(new Scenario("j01-mixed-fleet")));
        var calm = new Calm(AlertsReader.read("""
                        receivers: [{name: hook, webhook: {url: "http://localhost/"}}]
                        fallback: hook
                        """, Sinks.KINDS).orThrow(), false, () -> 1);
        var messages = new HashMap<String, Integer>();
        var reasons = new HashMap<String, Integer>();
        revisions.forEach(incident -> messages.put(incident.id(), 0));
        var ordered = new ArrayList<>(revisions);
        ordered.sort(Comparator.comparing(Incident::updatedAt));
        var now = ordered.get(0).updatedAt();
        calm.begin(now);
        for (var incident : ordered) {
            now = run(calm, now, incident.updatedAt(), messages, reasons);
            calm.take(incident, now);
        }
        run(calm, now, now.plus(Duration.ofHours(1)), messages, reasons);
        var sorted = messages.values().stream().sorted().toList();
        System.out.printf(
                "mixed fleet: %d revisions of %d incidents; messages per incident p50 %d, p95 %d, most %d, in all %d %s%n",
                revisions.size(),
                sorted.size(),
                at(sorted, 50),
                at(sorted, 95),
                at(sorted, 100),
                sorted.stream().mapToInt(i -> i).sum(),
                reasons);
        assertThat(at(sorted, 50)).isLessThanOrEqualTo(2);
        assertThat(at(sorted, 95)).isLessThanOrEqualTo(4);
    }

    private static int at(List<Integer> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    private static Instant run(
            Calm calm, Instant from, Instant to, Map<String, Integer> messages, Map<String, Integer> reasons) {
        var now = from;
        while (now.isBefore(to)) {
            now = now.plusSeconds(1).isAfter(to) ? to : now.plusSeconds(1);
            calm.tick(now);
            for (var parcels = calm.parcels(now); !parcels.isEmpty(); parcels = calm.parcels(now)) {
                for (var parcel : parcels) {
                    for (var delivery : parcel.deliveries()) {
                        delivery.incidents().forEach(incident -> messages.merge(incident.id(), 1, Integer::sum));
                        reasons.merge(delivery.attempt().reason().name(), 1, Integer::sum);
                        calm.report(delivery.ref(), Outcome.Arrived.PLAIN, now);
                    }
                    calm.done(parcel);
                }
            }
        }
        return now;
    }
}
