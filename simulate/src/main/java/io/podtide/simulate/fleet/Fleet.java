package io.podtide.simulate.fleet;

import io.podtide.simulate.take.Repertoire;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** The lines of all clusters in the order of time; at one moment, in the order of the clusters. */
public final class Fleet implements Iterator<Line> {

    private record Head(Line line, int number, Cluster cluster) {}

    private final PriorityQueue<Head> heads = new PriorityQueue<>(
            Comparator.<Head, Instant>comparing(head -> head.line().at()).thenComparingInt(Head::number));

    /** @param truth takes the rows of {@link io.podtide.simulate.take.Truth#columns}, as failures begin */
    public Fleet(Shape shape, Repertoire repertoire, Consumer<List<String>> truth) {
        var outbreaks = new Outbreaks(shape, repertoire.shared(), truth).planned();
        for (int i = 1; i <= shape.clusters(); i++) {
            int number = i;
            var parts = outbreaks.stream()
                    .flatMap(outbreak -> outbreak.in(number).stream())
                    .toList();
            advance(new Cluster(shape, number, repertoire, parts, truth), number);
        }
    }

    private void advance(Cluster cluster, int number) {
        if (cluster.hasNext()) {
            heads.add(new Head(cluster.next(), number, cluster));
        }
    }

    @Override
    public boolean hasNext() {
        return !heads.isEmpty();
    }

    @Override
    public Line next() {
        var head = heads.poll();
        if (head == null) {
            throw new NoSuchElementException();
        }
        advance(head.cluster(), head.number());
        return head.line();
    }
}
