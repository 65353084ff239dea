package io.podtide.simulate.fleet;

import io.podtide.simulate.take.SharedScene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** When something fails in several clusters at once, and in which. */
final class Outbreaks {

    private static final int FEWEST = Shape.FEWEST_OF_FLEET;
    private static final int MOST = 10;

    /** From the first cluster to the last, in milliseconds: before the first is mended, so that all fail together for a while. */
    private static final int SPREAD = (int) Duration.ofMinutes(3).toMillis();

    private final Shape shape;
    private final List<SharedScene> scenes;
    private final Consumer<List<String>> truth;
    private final Chance chance;

    Outbreaks(Shape shape, List<SharedScene> scenes, Consumer<List<String>> truth) {
        this.shape = shape;
        this.scenes = scenes;
        this.truth = truth;
        this.chance = new Chance(Uids.mix(shape.seed())); // those of clusters count on from here
    }

    /** All that are over before the end. */
    List<Outbreak> planned() {
        var planned = new ArrayList<Outbreak>();
        long until = shape.until().toEpochMilli();
        long at = shape.from().toEpochMilli();
        for (long wait = untilNext(); wait < until - at; wait = untilNext()) {
            at += wait;
            var shared = chance.one(scenes);
            var outbreak = new Outbreak(shared, begins(at), truth);
            if (at + SPREAD + shared.scene().length() < until) {
                planned.add(outbreak);
            }
        }
        return planned;
    }

    private long untilNext() {
        return shape.clusters() < FEWEST ? Long.MAX_VALUE : chance.untilNext(shape.fleetFailures());
    }

    private Map<Integer, Long> begins(long at) {
        int clusters = chance.between(FEWEST, Math.min(MOST, shape.clusters()) + 1);
        var begins = new HashMap<Integer, Long>();
        while (begins.size() < clusters) {
            begins.putIfAbsent(chance.between(1, shape.clusters() + 1), at + chance.between(0, SPREAD));
        }
        return begins;
    }
}
