package io.podtide.detect.workload;

import io.podtide.detect.workload.Member.Standing;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Restarts a day and container (days of UTC), for loops too slow for any window.
 *
 * @param byDay keys are {@code epoch day/container}
 */
public record DailyCounts(SortedMap<String, Integer> byDay) {

    static final DailyCounts NONE = new DailyCounts(new TreeMap<>());

    private static final int DAYS_KEPT = 14;

    public DailyCounts {
        byDay = Collections.unmodifiableSortedMap(new TreeMap<>(byDay));
    }

    DailyCounts with(Strike strike, int count) {
        long today = day(strike.at());
        var next = new TreeMap<>(byDay);
        next.merge(key(today, strike.container()), count, Integer::sum);
        next.keySet().removeIf(key -> Long.parseLong(key.substring(0, key.indexOf('/'))) <= today - DAYS_KEPT);
        return new DailyCounts(next);
    }

    /**
     * On each of so many days, up to that of {@code at}, there were at least so many for each pod that was struck: of hundreds of
     * pods some are restarted every day, and none of them loops.
     */
    boolean steadily(String container, int aDay, int days, Instant at, Strikes known) {
        long today = day(at);
        for (int i = 0; i < days; i++) {
            long asked = aDay * Math.max(1, podsStruck(container, today - i, known));
            if (byDay.getOrDefault(key(today - i, container), 0) < asked) {
                return false;
            }
        }
        return true;
    }

    /** Those that stand beside each other: one that is gone has given its place to the next. */
    private static long podsStruck(String container, long day, Strikes known) {
        return known.of(container)
                .filter(s -> day(s.at()) == day && s.standing() != Standing.GONE)
                .map(s -> s.pod().uid())
                .distinct()
                .count();
    }

    private static long day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate().toEpochDay();
    }

    private static String key(long day, String container) {
        return day + "/" + container;
    }
}
