package io.podtide.bench.compare;

import io.podtide.bench.compare.Signal.Spell;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Prometheus does with a rule's {@code for}: an alert is pending from the first evaluation that finds it, fires at the first at which it
 * has been found for so long without a break, and is resolved at the first that does not find it.
 */
final class PendingAlert {

    private final Duration interval;
    private final Duration hold;

    /** @param interval between two evaluations */
    PendingAlert(Duration interval, Duration hold) {
        this.interval = interval;
        this.hold = hold;
    }

    /**
     * @param found evaluations that found it, in order
     * @param last evaluation there was
     */
    List<Spell> fires(List<Instant> found, Instant last) {
        var spells = new ArrayList<Spell>();
        @Nullable Instant activeAt = null;
        @Nullable Instant before = null;
        for (var at : found) {
            if (activeAt == null || before == null || !before.plus(interval).equals(at)) {
                end(spells, activeAt, before, last);
                activeAt = at;
            }
            before = at;
        }
        end(spells, activeAt, before, last);
        return spells;
    }

    private void end(List<Spell> spells, @Nullable Instant activeAt, @Nullable Instant newest, Instant last) {
        if (activeAt == null || newest == null) {
            return;
        }
        var waits = hold.toMillis();
        var step = interval.toMillis();
        var fires = activeAt.plusMillis((waits + step - 1) / step * step);
        if (!fires.isAfter(newest)) {
            spells.add(new Spell(fires, newest.equals(last) ? Instant.MAX : newest.plus(interval)));
        }
    }
}
