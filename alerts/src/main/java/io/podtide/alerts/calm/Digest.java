package io.podtide.alerts.calm;

import io.podtide.detect.incident.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one team's day was like, so far, and the last edition that was made of it.
 *
 * @param next when the next edition is made
 * @param today since the last edition
 * @param seen what has failed lately (subject and kind), and when last: it is recurring if it fails again
 * @param edition null before the first
 * @param notices of the edition, by receiver
 */
public record Digest(
        String team,
        Instant next,
        Day today,
        Map<String, Instant> seen,
        @Nullable Edition edition,
        Map<String, Notice> notices) {

    private static final Duration REMEMBERED = Duration.ofDays(14);
    private static final int SUBJECTS = 1_000;
    private static final int LINES = 30;

    public Digest {
        seen = Collections.unmodifiableMap(new TreeMap<>(seen));
        notices = Collections.unmodifiableMap(new TreeMap<>(notices));
    }

    /**
     * @param lines the first, for people
     */
    public record Day(int fresh, int recurring, int fixed, List<String> lines) {

        static final Day EMPTY = new Day(0, 0, 0, List.of());

        public Day {
            lines = List.copyOf(lines);
        }

        /** What began. */
        public int begun() {
            return fresh + recurring;
        }

        private Day plus(int moreFresh, int moreRecurring, int moreFixed, String line) {
            var all = new ArrayList<>(lines);
            if (all.size() < LINES) {
                all.add(line);
            }
            return new Day(fresh + moreFresh, recurring + moreRecurring, fixed + moreFixed, all);
        }
    }

    /**
     * What is sent.
     *
     * @param before the day before; null at the first
     */
    public record Edition(Instant at, Day day, @Nullable Day before) {

        /** Whether more began than the day before. */
        public String trend() {
            int difference = before == null ? 0 : day.begun() - before.begun();
            return difference > 0 ? "↑" : difference < 0 ? "↓" : "→";
        }
    }

    static Digest of(String team, Instant next) {
        return new Digest(team, next, Day.EMPTY, Map.of(), null, Map.of());
    }

    Digest begun(Incident incident, Instant now) {
        var subject = incident.display() + ' ' + incident.kind();
        var last = seen.get(subject);
        boolean recurs = incident.reopened() > 0 || (last != null && last.isAfter(now.minus(REMEMBERED)));
        var more = new TreeMap<>(seen);
        more.values().removeIf(at -> at.isBefore(now.minus(REMEMBERED)));
        if (more.size() < SUBJECTS || more.containsKey(subject)) {
            more.put(subject, now);
        }
        var line = (recurs ? "recurring: " : "new: ") + line(incident);
        var day = today.plus(recurs ? 0 : 1, recurs ? 1 : 0, 0, line);
        return new Digest(team, next, day, more, edition, notices);
    }

    Digest fixed(Incident incident) {
        var day = today.plus(0, 0, 1, "fixed: " + line(incident));
        return new Digest(team, next, day, seen, edition, notices);
    }

    /** Names only: a summary has words of a pod in it. */
    private static String line(Incident incident) {
        return incident.kind() + " " + incident.display() + ": " + incident.cause();
    }

    /** The day is over. */
    Digest published(Instant now, Instant following) {
        var newest = new Edition(now, today, edition == null ? null : edition.day());
        return new Digest(team, following, Day.EMPTY, seen, newest, notices);
    }

    Digest with(String receiver, Notice notice) {
        var all = new TreeMap<>(notices);
        all.put(receiver, notice);
        return new Digest(team, next, today, seen, edition, all);
    }

    Notice notice(String receiver) {
        return notices.getOrDefault(receiver, Notice.NONE);
    }
}
