package io.podtide.detect.text;

import java.time.Duration;

/** Durations as people and the rules file write them: {@code 90s}, {@code 5m}, {@code 1h30m}. */
public final class Durations {

    private Durations() {}

    /** Exact to the second; nothing lasts less than none. */
    public static String text(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if ((seconds < 120 && seconds % 60 != 0) || seconds == 0) {
            return seconds + "s";
        }
        var text = new StringBuilder();
        append(text, seconds / 86_400, 'd');
        append(text, seconds % 86_400 / 3_600, 'h');
        append(text, seconds % 3_600 / 60, 'm');
        append(text, seconds % 60, 's');
        return text.toString();
    }

    private static void append(StringBuilder text, long amount, char unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }
}
