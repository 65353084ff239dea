package io.podtide.alerts.message;

import io.podtide.alerts.calm.Delivery;
import io.podtide.detect.incident.Incident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;

/** Many incidents of one cause: how many, since when, what it is like for one of them, and which. */
final class StormText {

    private static final int EXAMPLE = 500;

    private StormText() {}

    static Instant began(Delivery delivery) {
        return delivery.incidents().stream()
                .map(Incident::startedAt)
                .min(Comparator.naturalOrder())
                .orElse(delivery.heard());
    }

    static String of(Delivery delivery, boolean over) {
        var lines = new ArrayList<String>();
        var incidents = delivery.incidents();
        lines.add(delivery.count() + " incidents since " + Times.at(began(delivery)) + ", " + delivery.open()
                + " of them open.");
        if (!over && !incidents.isEmpty()) {
            var one = incidents.get(0);
            lines.add("For example: " + Clean.line(one.summary(), EXAMPLE));
            lines.add("To do: " + Clean.line(one.remedy().lines().findFirst().orElse(""), EXAMPLE));
        }
        lines.addAll(IncidentText.lines(incidents));
        if (delivery.count() > incidents.size()) {
            lines.add("and " + (delivery.count() - incidents.size()) + " more");
        }
        return String.join("\n", lines);
    }
}
