package io.podtide.ingest.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodStatus;
import io.podtide.ingest.publish.PublishException;
import io.podtide.ingest.publish.Sink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Keeps what it is given, and shows it in a word or two. */
final class KeptSink implements Sink {

    private final List<Observation> all = new CopyOnWriteArrayList<>();
    private volatile boolean broken;
    private volatile boolean closed;

    @Override
    public void accept(Observation observation) {
        flush();
        all.add(observation);
    }

    @Override
    public void flush() {
        if (broken) {
            throw new PublishException("the disk is full", new IllegalStateException("no space left"));
        }
    }

    void breaks() {
        broken = true;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }

    List<Observation> all() {
        return List.copyOf(all);
    }

    <T extends Observation> List<T> all(Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    Stream<ClusterClock> marks(Mark mark) {
        return all(ClusterClock.class).stream().filter(clock -> clock.mark() == mark);
    }

    /** Waits for these, in this order, and for nothing else: pods, Events, nodes, and clocks but for those of other threads. */
    void awaitAll(String... expected) {
        await().untilAsserted(() -> assertThat(shown(Observation.class)).containsExactly(expected));
    }

    /** The same of nodes alone: they come by a thread of their own. */
    void awaitNodes(String... expected) {
        await().untilAsserted(() -> assertThat(shown(NodeStatus.class)).containsExactly(expected));
    }

    private List<String> shown(Class<? extends Observation> kind) {
        return all(kind).stream()
                .map(KeptSink::show)
                .filter(word -> !word.equals("HEARTBEAT") && !word.equals("NODES_SYNCED"))
                .toList();
    }

    private static String show(Observation seen) {
        if (seen instanceof PodStatus pod) {
            return pod.delivery() + " " + pod.name() + '@' + pod.resourceVersion();
        }
        if (seen instanceof NodeStatus node) {
            return node.delivery() + " " + node.name() + '@' + node.resourceVersion();
        }
        return seen instanceof KubeEvent event
                ? "event " + event.uid()
                : ((ClusterClock) seen).mark().name();
    }
}
