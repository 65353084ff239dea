package io.podtide.streams;

import io.podtide.detect.incident.Incident;
import java.time.Duration;
import java.util.List;

/** Revisions of incidents, a line each, as tests expect them. */
final class Line {

    private Line() {}

    static List<String> of(List<Incident> incidents) {
        return incidents.stream().map(Line::of).toList();
    }

    /** {@code +180s RESTART_LOOP of prod/cart: r1 OPEN, APPLICATION_ERROR, 3 times, [cart-1]}. */
    static String of(Incident i) {
        var state = i.resolution() == null ? i.state().name() : i.state() + " " + i.resolution();
        var subject = i.cluster() + '/' + (i.workload() == null ? i.node() : i.workload());
        var pods = i.pods().stream().map(Incident.Member::name).toList();
        return "+%ds %s of %s: r%d %s, %s, %d times, %s"
                .formatted(
                        Duration.between(Times.START, i.updatedAt()).toSeconds(),
                        i.kind(),
                        subject,
                        i.revision(),
                        state,
                        i.cause(),
                        i.occurrences(),
                        pods);
    }
}
