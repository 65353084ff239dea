package io.podtide.ingest.kube;

import io.podtide.detect.observation.KubeEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An Event of either API as a {@link KubeEvent}; each writer fills other fields, the newest ones only {@code eventTime}. */
record EventMapping(Cluster cluster) {

    private static final KubeObject.Source NOBODY = new KubeObject.Source("", "");

    /** Put before the newest message where more than ten of one reason came in ten minutes (client-go tools/record/events_cache.go). */
    private static final String AGGREGATED = "(combined from similar events): ";

    Sighting see(ObjectMeta meta, KubeObject event, Instant observedAt) {
        var about = event.involvedObject();
        if (about == null || about.kind().isEmpty()) {
            return new Sighting.Rejected(event.display(), "involvedObject (or regarding) is missing");
        }
        var source = event.source() == null ? NOBODY : event.source();
        var first = first(event.firstTimestamp(), event.eventTime(), meta.creationTimestamp(), observedAt);
        var series = event.series();
        var last = first(event.lastTimestamp(), series == null ? null : series.lastObservedTime(), first);
        return new Sighting.Seen(new KubeEvent(
                cluster.name(),
                Owners.ofRegarding(cluster, about, last),
                meta.uid(),
                meta.version(),
                observedAt,
                new KubeEvent.Regarding(about.kind(), about.namespace(), about.name(), about.uid(), about.fieldPath()),
                event.type().equals("Warning"),
                event.reason(),
                own(event.message()),
                event.reportingComponent().isEmpty() ? source.component() : event.reportingComponent(),
                source.host().isEmpty() ? null : source.host(),
                Math.max(1, event.count() > 0 || series == null ? event.count() : series.count()),
                first,
                last));
    }

    /** What its writer said: whether it is told apart from others like it makes no difference to what it means. */
    private static String own(String message) {
        return message.startsWith(AGGREGATED) ? message.substring(AGGREGATED.length()) : message;
    }

    private static Instant first(@Nullable Instant... candidates) {
        for (var candidate : candidates) {
            if (candidate != null) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("the last candidate is never null");
    }
}
