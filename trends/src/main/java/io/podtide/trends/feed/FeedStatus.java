package io.podtide.trends.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the feed is.
 *
 * @param records read and written since its start
 * @param rows written since its start: incidents and occurrences
 * @param behind records that are there and have not been read; -1 where that is not known yet
 * @param unreadable records that were skipped
 * @param checkedAt when that was found out; null before
 * @param writtenAt when a batch was last written; null before the first
 * @param hasCaughtUp since its start it has been no further behind than one batch
 * @param failingSince when the problem came up
 * @param problem what keeps it from writing, for people; null where nothing does
 */
public record FeedStatus(
        long records,
        long rows,
        long behind,
        long unreadable,
        @Nullable Instant checkedAt,
        @Nullable Instant writtenAt,
        boolean hasCaughtUp,
        @Nullable Instant failingSince,
        @Nullable String problem) {

    static final FeedStatus STARTING = new FeedStatus(0, 0, -1, 0, null, null, false, null, null);

    FeedStatus failing(String why, Instant now) {
        var since = failingSince == null ? now : failingSince;
        return new FeedStatus(records, rows, behind, unreadable, checkedAt, writtenAt, hasCaughtUp, since, why);
    }

    /** All that was there then has been read. */
    public boolean caughtUp(Instant then) {
        return behind == 0 && problem == null && checkedAt != null && checkedAt.isAfter(then);
    }
}
