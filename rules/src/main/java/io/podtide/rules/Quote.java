package io.podtide.rules;

/** Somebody else's text within a message: on one line, and not endless. */
public final class Quote {

    private static final int MAX = 60;

    private Quote() {}

    public static String of(String text) {
        var line = text.replaceAll("\\s+", " ");
        return '"' + (line.length() <= MAX ? line : line.substring(0, MAX) + "...") + '"';
    }
}
