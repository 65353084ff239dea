package io.podtide.cli.print;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Text from a cluster, made harmless. Whoever may create a pod chooses names and messages, and a terminal obeys escape
 * sequences: they could hide lines, set the title or type on the reader's behalf.
 */
public final class PlainText {

    /** ECMA-48: control sequences, and strings (titles, links, clipboard) with their terminator. */
    private static final Pattern ESCAPE_SEQUENCE = Pattern.compile("(?s)"
            + "(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]"
            + "|(?:\\x1b[\\]PX^_]|[\\x9d\\x90\\x98\\x9e\\x9f]).*?(?:\\x07|\\x1b\\\\|\\x9c|\\z)"
            + "|\\x1b[ -/]*[0-~]");

    /** Line and other control characters, and those that turn the direction of writing. */
    private static final String UNSAFE = "\\p{Cc}\\u2028\\u2029\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069";

    private static final Pattern BLANK = Pattern.compile("[\\s" + UNSAFE + "]+");
    private static final Pattern LINE_END = Pattern.compile("\\R");
    private static final Pattern NOT_IN_JSON =
            Pattern.compile("[\\x7f-\\x9f\\u2028\\u2029\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    private PlainText() {}

    /** On one line. */
    public static String oneLine(String text) {
        return BLANK.matcher(withoutEscapes(text)).replaceAll(" ").strip();
    }

    /** One line as it is, tabs and blanks included. */
    public static String line(String text) {
        return withoutEscapes(text).replaceAll("[" + UNSAFE + "&&[^\\t]]", "");
    }

    /** Its lines, each indented as it was. */
    static List<String> lines(String text) {
        return LINE_END.splitAsStream(withoutEscapes(text).replace("\t", "    "))
                .map(line -> line.replaceAll("[" + UNSAFE + "]", "").stripTrailing())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** JSON escapes only some control characters by itself. */
    public static String json(String json) {
        return NOT_IN_JSON
                .matcher(json)
                .replaceAll(
                        found -> String.format("\\\\u%04x", (int) found.group().charAt(0)));
    }

    private static String withoutEscapes(String text) {
        return ESCAPE_SEQUENCE.matcher(text).replaceAll("");
    }
}
