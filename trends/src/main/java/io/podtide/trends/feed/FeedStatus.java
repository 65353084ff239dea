package io.podtide.trends.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the feed is.
 *
 * @param records read and written by this process since its start
 * @param rows written since its start: incidents and occurrences
 * @param behind records that are there and are not in the history, whoever writes it; -1 where that is not known yet
 * @param unreadable records that this process skipped
 * @param checkedAt when that was found out; null before
 * @param writtenAt when a batch was last written; null before the first
 * @param hasCaughtUp since its start the history has been no further behind than one batch
 * @param standby another process writes, as of the last look; this one takes over when that one no longer does
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
        boolean standby,
        @Nullable Instant failingSince,
        @Nullable String problem) {

    /** Nothing is known yet. */
    public static final FeedStatus STARTING = new FeedStatus(0, 0, -1, 0, null, null, false, false, null, null);

    /** Since now, unless it has been before. */
    public FeedStatus failing(String why, Instant now) {
        var since = failingSince == null ? now : failingSince;
        return new FeedStatus(
                records, rows, behind, unreadable, checkedAt, writtenAt, hasCaughtUp, standby, since, why);
    }

    /** This process writes, or tries to. */
    FeedStatus writing() {
        return new FeedStatus(
                records, rows, behind, unreadable, checkedAt, writtenAt, hasCaughtUp, false, failingSince, problem);
    }

    /**
     * This process writes, and nothing is in its way.
     *
     * @param skipped all in all
     * @param now as of the topics
     */
    public FeedStatus read(long remaining, boolean close, long skipped, Instant now) {
        return new FeedStatus(
                records, rows, remaining, skipped, now, writtenAt, hasCaughtUp || close, false, null, null);
    }

    /** So many more. */
    public FeedStatus wrote(long moreRecords, long moreRows, Instant now) {
        return new FeedStatus(
                records + moreRecords,
                rows + moreRows,
                behind,
                unreadable,
                checkedAt,
                now,
                hasCaughtUp,
                standby,
                failingSince,
                problem);
    }

    /**
     * Another process writes. What kept this one from it may well keep that one: it is over when the history comes on.
     *
     * @param now as of the topics and of what the database holds
     */
    FeedStatus standingBy(long remaining, boolean close, boolean comesOn, Instant now) {
        return new FeedStatus(
                records,
                rows,
                remaining,
                unreadable,
                now,
                writtenAt,
                hasCaughtUp || close,
                true,
                comesOn ? null : failingSince,
                comesOn ? null : problem);
    }

    /** All that was there then is in the history, whoever wrote it. */
    public boolean caughtUp(Instant then) {
        return behind == 0 && problem == null && checkedAt != null && checkedAt.isAfter(then);
    }
}
