package io.podtide.detect.workload;

import io.podtide.detect.workload.Member.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The newest strikes of a workload, in the order of their times; as many as rules look back on.
 *
 * @param inOrder at most {@value #LIMIT}
 */
public record Strikes(List<Strike> inOrder) {

    static final Strikes NONE = new Strikes(List.of());

    private static final int LIMIT = 40;

    public Strikes {
        inOrder = List.copyOf(inOrder);
    }

    Strikes with(Strike strike) {
        var all = new ArrayList<>(inOrder);
        all.add(strike);
        all.sort(Comparator.comparing(Strike::at)); // stable: pods are followed in different partitions
        return new Strikes(all.subList(Math.max(0, all.size() - LIMIT), all.size()));
    }

    /** A pod is well again or gone: it fails no longer in the way that its strikes tell of. */
    Strikes over(String podUid, Standing how) {
        return new Strikes(inOrder.stream()
                .map(s -> s.pod().uid().equals(podUid) && s.standing() == Standing.FAILING ? s.now(how) : s)
                .toList());
    }

    /** Those after a time. */
    Strikes after(Instant time) {
        return new Strikes(inOrder.stream().filter(s -> s.at().isAfter(time)).toList());
    }

    /** Those of one container of one pod that lie within a window that ends with {@code end}. */
    List<Strike> ofContainer(String podUid, String container, Instant end, Duration within) {
        return within(end, within)
                .filter(s -> s.pod().uid().equals(podUid) && s.container().equals(container))
                .toList();
    }

    /** Those of all pods within a window that ends with {@code end}. */
    Stream<Strike> within(Instant end, Duration window) {
        var begin = end.minus(window);
        return inOrder.stream().filter(s -> !s.at().isBefore(begin) && !s.at().isAfter(end));
    }

    /** Those of one container name over all pods, oldest first. */
    Stream<Strike> of(String container) {
        return inOrder.stream().filter(s -> s.container().equals(container));
    }

    /** When the newest was; the epoch if there is none. */
    Instant newest() {
        return inOrder.isEmpty()
                ? Instant.EPOCH
                : inOrder.get(inOrder.size() - 1).at();
    }
}
