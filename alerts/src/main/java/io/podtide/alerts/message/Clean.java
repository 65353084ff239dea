package io.podtide.alerts.message;

import java.util.regex.Pattern;

/** Somebody else's text, made fit to be shown: no control characters, none that turn the direction of writing, not endless. */
public final class Clean {

    private static final Pattern ESCAPES = Pattern.compile("\\x1b\\[[0-?]*[ -/]*[@-~]");
    private static final Pattern UNSAFE =
            Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069&&[^\\n\\t]]");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final String CUT = "...";
    private static final String MIDDLE = " [...] ";

    private Clean() {}

    /** Lines stay. */
    public static String text(String text, int most) {
        var plain = UNSAFE.matcher(ESCAPES.matcher(text).replaceAll("")).replaceAll("");
        return cut(plain.strip(), most);
    }

    /** On one line. */
    public static String line(String text, int most) {
        return cut(
                BLANKS.matcher(text(text.replace('\r', ' ').replace('\u2028', ' '), Integer.MAX_VALUE))
                        .replaceAll(" "),
                most);
    }

    /** On one line, without its middle where it is long: errors that are wrapped name their cause last. */
    public static String ends(String text, int most) {
        var line = line(text, Integer.MAX_VALUE);
        if (line.length() <= most) {
            return line;
        }
        int head = most / 3;
        int from = line.length() - (most - head - MIDDLE.length());
        boolean half = Character.isLowSurrogate(line.charAt(from));
        return cut(line, head, "") + MIDDLE + line.substring(half ? from + 1 : from);
    }

    /** At most so many characters, and no half of one. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return cut(text, most - CUT.length(), CUT);
    }

    private static String cut(String text, int end, String mark) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + mark;
    }
}
