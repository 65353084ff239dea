package io.podtide.ingest.recording;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.ingest.kube.Cluster;
import io.podtide.ingest.kube.KubeObject;
import io.podtide.ingest.kube.Observer;
import io.podtide.ingest.kube.RoutingLabels;
import io.podtide.ingest.kube.Sighting;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;

/**
 * Turns recordings into what an ingestor would have observed, in the order of time and with the heartbeats in between. Where a
 * recording shows that a watch was begun again, the time before that in which nothing was recorded is a gap; where it shows that one broke,
 * the time until pods are listed, or change.
 */
public final class RecordingPlayer implements Iterator<Observation>, Closeable {

    /** A pod older than this when it is first seen was there before the recording began. */
    private static final Duration NEW = Duration.ofSeconds(60);

    private final MergedRecordings recordings;
    private final RoutingLabels labels;
    private final Map<String, Observer> observers = new LinkedHashMap<>();
    private final Map<String, Heartbeats> heartbeats = new LinkedHashMap<>();
    private final Map<Source, Inventory> inventories = new LinkedHashMap<>();
    private final Queue<Observation> ready = new ArrayDeque<>();
    private boolean ended;

    /** Takes over the readers and closes them. */
    public RecordingPlayer(List<RecordingReader> readers, RoutingLabels labels) {
        this.recordings = new MergedRecordings(readers);
        this.labels = labels;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !ended) {
            var next = recordings.next();
            if (next == null) {
                ended = true;
                inventories.forEach(this::end);
                heartbeats.values().forEach(beats -> ready.addAll(beats.atEnd()));
            } else {
                play(next.recorded(), next.reader());
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

    private void end(Source source, Inventory inventory) {
        endList(source, inventory);
        if (inventory.isResumed()) {
            endGap(source, inventory);
        }
    }

    private void play(Recorded recorded, RecordingReader reader) {
        var source = new Source(reader, recorded.cluster());
        var inventory = inventories.computeIfAbsent(source, s -> new Inventory());
        var beats = heartbeats.computeIfAbsent(recorded.cluster(), Heartbeats::new);
        if (inventory.listEnds(recorded)) {
            endList(source, inventory);
        }
        if (inventory.gapEnds(recorded)) {
            endGap(source, inventory);
        }
        if (recorded.type() == Recorded.Type.ERROR) {
            breaks(recorded, inventory, beats);
            return;
        }
        boolean listBegins = inventory.listBegins(recorded, isOld(recorded.object(), recorded.observedAt()));
        if (inventory.isBroken()) {
            beats.inGap(recorded.observedAt());
        } else {
            ready.addAll(listBegins ? beats.beforeList(recorded.observedAt()) : beats.before(recorded.observedAt()));
        }
        if (listBegins) {
            inventory.beginList(recorded.observedAt());
        }
        inventory.take(recorded);
        if (recorded.type() == Recorded.Type.BOOKMARK || isGarbageCollection(recorded)) {
            return;
        }
        see(source, recorded.object(), recorded.observedAt(), delivery(recorded, inventory.isList()), recorded.line());
    }

    /** What the list has left out is gone, and the view of the cluster is whole again. */
    private void endList(Source source, Inventory inventory) {
        if (!inventory.isList()) {
            return;
        }
        var at = inventory.listedLast();
        inventory.endList().forEach(gone -> see(source, gone, at, Delivery.DELETED, 0));
        if (!inventory.isBroken()) {
            ready.add(new ClusterClock(source.cluster(), at, Mark.GAP_ENDED, at));
        }
    }

    /** A watch broke, and nothing says that it is not that of the pods. While these are listed it is another's. */
    private void breaks(Recorded error, Inventory inventory, Heartbeats beats) {
        if (inventory.isList()) {
            return;
        }
        if (inventory.breaks()) {
            ready.addAll(beats.beforeGap(error.observedAt()));
        } else if (inventory.isBroken()) {
            beats.inGap(error.observedAt());
        }
    }

    /** It was another's, or that of the pods went on where it had ended. */
    private void endGap(Source source, Inventory inventory) {
        var at = inventory.goesOn();
        ready.add(new ClusterClock(source.cluster(), at, Mark.GAP_ENDED, at));
    }

    private void see(Source source, KubeObject object, Instant at, Delivery delivery, int line) {
        var sighting = observers
                .computeIfAbsent(source.cluster(), name -> new Observer(Cluster.named(name), labels))
                .see(object, at, delivery);
        if (sighting instanceof Sighting.Seen seen) {
            ready.add(seen.observation());
        } else if (sighting instanceof Sighting.Rejected rejected) {
            source.reader().reject(line, rejected.object() + ": " + rejected.problem());
        }
    }

    /** An Event is deleted when its hour is over, which is no news. */
    private static boolean isGarbageCollection(Recorded recorded) {
        return recorded.type() == Recorded.Type.DELETED && recorded.object().isEvent();
    }

    private static Delivery delivery(Recorded recorded, boolean list) {
        if (recorded.type() == Recorded.Type.DELETED) {
            return Delivery.DELETED;
        }
        return recorded.type() == Recorded.Type.ADDED && (list || isOld(recorded.object(), recorded.observedAt()))
                ? Delivery.LISTED
                : Delivery.CHANGED;
    }

    private static boolean isOld(KubeObject object, Instant observedAt) {
        var created = object.createdAt();
        return created != null && created.plus(NEW).isBefore(observedAt);
    }

    /** One watch of one cluster. */
    private record Source(RecordingReader reader, String cluster) {}

    @Override
    public void close() throws IOException {
        recordings.close();
    }
}
