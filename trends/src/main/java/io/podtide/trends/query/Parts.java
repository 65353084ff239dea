package io.podtide.trends.query;

import java.time.Instant;
import java.util.List;

/**
 * How sums of a time may be read: those of whole days at once or not, and moments that none may reach across.
 */
record Parts(boolean byDay, List<Instant> cuts) {

    static final Parts BY_DAY = new Parts(true, List.of());

    static final Parts BY_HOUR = new Parts(false, List.of());

    static Parts cutAt(Instant moment) {
        return new Parts(true, List.of(moment));
    }
}
