package io.podtide.rules;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as people write them: {@code 90s}, {@code 5m}, {@code 1h30m}, {@code 2d}. */
public final class DurationText {

    private static final Pattern FORM =
            Pattern.compile("(?=[0-9])(?:([0-9]{1,6})d)?(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6})s)?");

    private static final Duration MAX = Duration.ofDays(365);

    private DurationText() {}

    /** @throws IllegalArgumentException with a message for whoever wrote it */
    public static Duration parse(String text) {
        if (text.startsWith("-")) {
            throw new IllegalArgumentException("must not be negative");
        }
        if (text.matches("[0-9]+")) {
            throw new IllegalArgumentException("needs a unit: " + text + "s, " + text + "m or " + text + "h");
        }
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("needs a duration such as 90s, 5m, 1h30m or 2d, not " + Quote.of(text));
        }
        var duration = Duration.ofDays(number(form.group(1)))
                .plusHours(number(form.group(2)))
                .plusMinutes(number(form.group(3)))
                .plusSeconds(number(form.group(4)));
        if (duration.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("must be a year at most");
        }
        return duration;
    }

    /** The same form again. */
    public static String print(Duration duration) {
        var text = new StringBuilder();
        append(text, duration.toDays(), 'd');
        append(text, duration.toHoursPart(), 'h');
        append(text, duration.toMinutesPart(), 'm');
        append(text, duration.toSecondsPart(), 's');
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long number, char unit) {
        if (number > 0) {
            text.append(number).append(unit);
        }
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
