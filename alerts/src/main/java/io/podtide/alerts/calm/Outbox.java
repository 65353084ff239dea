package io.podtide.alerts.calm;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When each receiver may be sent to. One parcel is under way to a receiver at a time; after a failure it has a rest that
 * doubles, with jitter, and then takes one message as a probe; with its first success all that waits is sent.
 */
final class Outbox {

    private static final Duration FIRST_REST = Duration.ofSeconds(1);
    private static final Duration LONGEST_REST = Duration.ofMinutes(5);
    private static final int DOUBLINGS = 9;

    /** What a receiver asks for is granted up to this: more would be a way to switch us off. */
    private static final Duration LONGEST_ASKED = Duration.ofHours(1);

    private static final class Lane {
        private final Map<Ref, Instant> queue = new LinkedHashMap<>();
        private boolean busy;
        private boolean failed;
        private int failures;
        private Instant restsUntil = Instant.MIN;
    }

    private final Map<String, Lane> lanes = new HashMap<>();
    private final Set<Ref> underWay = new HashSet<>();
    private final DoubleSupplier jitter;

    /** @param jitter from 0 to 1 */
    Outbox(DoubleSupplier jitter) {
        this.jitter = jitter;
    }

    void add(Ref ref) {
        if (!underWay.contains(ref)) {
            lane(ref.receiver()).queue.putIfAbsent(ref, Instant.MIN);
        }
    }

    boolean underWay(Ref ref) {
        return underWay.contains(ref);
    }

    /** Those that may be sent now; the receiver is busy with them. */
    List<Ref> take(String receiver, int most, Instant now) {
        var lane = lanes.get(receiver);
        if (lane == null || lane.busy || lane.restsUntil.isAfter(now)) {
            return List.of();
        }
        var taken = new ArrayList<Ref>();
        int limit = lane.failures > 0 ? 1 : most;
        for (Iterator<Map.Entry<Ref, Instant>> all = lane.queue.entrySet().iterator();
                all.hasNext() && taken.size() < limit; ) {
            var next = all.next();
            if (!next.getValue().isAfter(now)) {
                taken.add(next.getKey());
                all.remove();
            }
        }
        return taken;
    }

    void sent(String receiver, List<Ref> refs) {
        var lane = lane(receiver);
        lane.busy = true;
        lane.failed = false;
        underWay.addAll(refs);
    }

    /** The parcel has been dealt with: those of it without an outcome go on waiting. */
    void free(String receiver, List<Ref> refs) {
        lane(receiver).busy = false;
        for (var ref : refs) {
            if (underWay.remove(ref)) {
                add(ref);
            }
        }
    }

    void arrived(Ref ref) {
        underWay.remove(ref);
        var lane = lane(ref.receiver());
        if (lane.failures > 0) {
            lane.queue.replaceAll((waiting, at) -> Instant.MIN);
        }
        lane.failures = 0;
        lane.restsUntil = Instant.MIN;
    }

    void failed(Ref ref, int itsFailures, @Nullable Duration asked, Instant now) {
        underWay.remove(ref);
        var lane = lane(ref.receiver());
        lane.failures += lane.failed ? 0 : 1; // one parcel, one failure
        lane.failed = true;
        lane.restsUntil = now.plus(rest(lane.failures, asked));
        lane.queue.put(ref, now.plus(rest(itsFailures, asked)));
    }

    /** It may be sent to. */
    boolean ready(String receiver, Instant now) {
        var lane = lane(receiver);
        return !lane.busy && !lane.restsUntil.isAfter(now);
    }

    /** What waits, or is under way. */
    int waiting(String receiver) {
        long sent =
                underWay.stream().filter(ref -> ref.receiver().equals(receiver)).count();
        return lane(receiver).queue.size() + (int) sent;
    }

    void drop(Ref ref) {
        lane(ref.receiver()).queue.remove(ref);
    }

    private Duration rest(int failures, @Nullable Duration asked) {
        if (asked != null) {
            return asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
        }
        var doubled = FIRST_REST.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
        var rest = doubled.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : doubled;
        return Duration.ofMillis((long) (rest.toMillis() * (0.5 + jitter.getAsDouble() / 2)));
    }

    private Lane lane(String receiver) {
        return lanes.computeIfAbsent(receiver, name -> new Lane());
    }
}
