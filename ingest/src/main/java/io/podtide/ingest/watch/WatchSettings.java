package io.podtide.ingest.watch;

import java.time.Duration;

/**
 * How patiently a cluster is watched.
 *
 * @param pageSize objects asked for at once in a list
 * @param watchFor after this, and at most twice this, the server is asked to end a watch, so that connections spread over API
 *     servers again
 * @param quiet a watch that says nothing for so long may be dead, and is begun anew: bookmarks come every minute, and 15 s
 *     later an API server, too, takes what is missing for lost ({@code eventFreshDuration}); until then its cluster is vouched
 *     for. After three to five such watches there is a list in between
 * @param firstRetry wait after the first failure; doubles with each
 * @param maxRetry and never gets longer than this
 * @param heartbeat between two heartbeats
 * @param gapAfter a watch that is broken for longer leaves a gap; a reconnect does not, unless a list is needed
 */
public record WatchSettings(
        int pageSize,
        Duration watchFor,
        Duration quiet,
        Duration firstRetry,
        Duration maxRetry,
        Duration heartbeat,
        Duration gapAfter) {

    public static final WatchSettings DEFAULT = new WatchSettings(
            500,
            Duration.ofMinutes(5),
            Duration.ofSeconds(75),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5));

    /** The same with another time between heartbeats. */
    public WatchSettings withHeartbeat(Duration interval) {
        return new WatchSettings(pageSize, watchFor, quiet, firstRetry, maxRetry, interval, gapAfter);
    }

    BackOff backOff() {
        return new BackOff(firstRetry, maxRetry);
    }
}
