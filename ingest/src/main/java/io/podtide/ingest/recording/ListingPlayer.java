package io.podtide.ingest.recording;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.ingest.kube.Cluster;
import io.podtide.ingest.kube.Observer;
import io.podtide.ingest.kube.RoutingLabels;
import io.podtide.ingest.kube.Sighting;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Turns watch events into what an ingestor would have observed, as {@link RecordingPlayer} does, where it is known which are of a
 * list: no object has to be remembered.
 */
public final class ListingPlayer implements Iterator<Observation> {

    private final Iterator<Event> events;
    private final RoutingLabels labels;
    private final Map<String, Watch> watches = new HashMap<>();
    private final Queue<Observation> ready = new ArrayDeque<>();
    private boolean ended;

    /** @param listed of a list: there, or DELETED since it was seen last */
    public record Event(Recorded recorded, boolean listed) {}

    /** @param events those of each cluster in the order of time */
    public ListingPlayer(Iterator<Event> events, RoutingLabels labels) {
        this.events = events;
        this.labels = labels;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !ended) {
            if (events.hasNext()) {
                play(events.next());
            } else {
                ended = true;
                watches.values().forEach(Watch::end);
            }
        }
        return !ready.isEmpty();
    }

    @Override
    public Observation next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    private void play(Event event) {
        watches.computeIfAbsent(event.recorded().cluster(), Watch::new).play(event);
    }

    /** Of one cluster. */
    private final class Watch {

        private final String cluster;
        private final Heartbeats heartbeats;
        private final Observer observer;
        private @Nullable Instant listing;

        Watch(String cluster) {
            this.cluster = cluster;
            this.heartbeats = new Heartbeats(cluster);
            this.observer = new Observer(Cluster.named(cluster), labels);
        }

        void play(Event event) {
            var recorded = event.recorded();
            var at = recorded.observedAt();
            if (listing != null && !event.listed()) {
                ready.add(new ClusterClock(cluster, listing, Mark.GAP_ENDED, listing));
                listing = null;
            }
            ready.addAll(event.listed() && listing == null ? heartbeats.beforeList(at) : heartbeats.before(at));
            listing = event.listed() ? at : null;
            if (recorded.type() != Recorded.Type.BOOKMARK
                    && observer.see(recorded.object(), at, delivery(event)) instanceof Sighting.Seen seen) {
                ready.add(seen.observation());
            }
        }

        void end() {
            ready.addAll(heartbeats.atEnd());
        }

        private static Delivery delivery(Event event) {
            if (event.recorded().type() == Recorded.Type.DELETED) {
                return Delivery.DELETED;
            }
            return event.listed() ? Delivery.LISTED : Delivery.CHANGED;
        }
    }
}
