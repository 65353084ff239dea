package io.podtide.cli.print;

import java.time.Duration;

/** Durations as kubectl shows them: as precise as matters, never more than two units. */
final class Age {

    private static final long DAY = 24;
    private static final long YEAR = 365 * DAY;

    private Age() {}

    static String of(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        long minutes = seconds / 60;
        long hours = minutes / 60;
        if (seconds < 2 * 60) {
            return seconds + "s";
        } else if (minutes < 10) {
            return two(minutes, "m", seconds % 60, "s");
        } else if (minutes < 3 * 60) {
            return minutes + "m";
        } else if (hours < 8) {
            return two(hours, "h", minutes % 60, "m");
        } else if (hours < 2 * DAY) {
            return hours + "h";
        } else if (hours < 8 * DAY) {
            return two(hours / DAY, "d", hours % DAY, "h");
        } else if (hours < 2 * YEAR) {
            return hours / DAY + "d";
        } else if (hours < 8 * YEAR) {
            return two(hours / YEAR, "y", hours % YEAR / DAY, "d");
        }
        return hours / YEAR + "y";
    }

    private static String two(long big, String bigUnit, long small, String smallUnit) {
        return big + bigUnit + (small == 0 ? "" : small + smallUnit);
    }
}
