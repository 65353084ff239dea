package io.podtide.wire.format;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Times as they were read last: those of a pod are of whole seconds, and most of the seven or more in its status are the same
 * two or three. Not thread-safe.
 */
final class KnownTimes {

    private static final int PLACES = 512;
    private static final int PLACE_SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(PLACES);

    private final long[] millis = new long[PLACES];
    private final @Nullable Instant[] known = new Instant[PLACES];

    /** @param milli since 1970 */
    Instant of(long milli) {
        int place = (int) ((milli * KnownParts.MIX) >>> PLACE_SHIFT);
        var there = known[place];
        if (there != null && millis[place] == milli) {
            return there;
        }
        var time = Instant.ofEpochMilli(milli);
        millis[place] = milli;
        known[place] = time;
        return time;
    }
}
