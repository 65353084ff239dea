package io.podtide.ingest.kube;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks what is assigned to a name that speaks of a secret: {@code DB_PASSWORD=x}, {@code --token=x}, {@code --token x}, {@code
 * "apiKey": "x"}, {@code password: x}. A bare colon needs more than a name, for it stands in every other sentence of Kubernetes.
 */
final class Assignments {

    /** One pass over the words; whether a name speaks of a secret is asked only where something is assigned to it. */
    private static final Pattern ASSIGNMENT = Pattern.compile("(?<![\\w.-])([\\w.-]{1,128}+)"
            + "(\\s{0,3}:?=>?\\s{0,3}|%3[dD]|\\\\{0,8}[\"']\\s{0,3}[:=]\\s{0,3}|:\\s{0,3}|[ \\t]{1,3})");

    private static final int SHORTEST_MIXED = 6;

    private Assignments() {}

    static String mask(String text) {
        var assignment = ASSIGNMENT.matcher(text);
        var masked = new StringBuilder();
        var done = 0;
        var from = 0;
        while (assignment.find(from)) {
            // What is no secret's value may itself be an assignment: "error: password=x".
            from = assignment.end();
            var end = SecretNames.isSecret(assignment.group(1)) ? secretEnd(text, assignment) : from;
            if (end > from) {
                masked.append(text, done, from).append(Redaction.MASK);
                done = end;
                from = end;
            }
        }
        return done == 0 ? text : masked.append(text, done, text.length()).toString();
    }

    /** Where the secret ends that is assigned; its beginning where it is none. */
    private static int secretEnd(String text, Matcher assignment) {
        var begin = assignment.end();
        var end = AssignedValue.end(text, begin);
        var value = text.substring(begin, end);
        if (value.isEmpty() || value.startsWith("{") || value.startsWith("[") || value.equals(Redaction.MASK)) {
            return begin;
        }
        return isSecret(assignment.group(1), assignment.group(2), value, text, assignment.start(), end) ? end : begin;
    }

    private static boolean isSecret(String name, String sign, String value, String text, int start, int end) {
        if (sign.isBlank()) {
            return name.startsWith("--") && !value.startsWith("-");
        }
        if (sign.charAt(0) != ':' || sign.startsWith(":=") || SecretNames.isPassword(name)) {
            return true;
        }
        if (sign.length() == 1) {
            return !value.startsWith("/");
        }
        return SecretNames.isWord(name)
                ? isItem(text, start, end, "\n", "\r\n") || (isMixed(value) && isItem(text, start, end, "{,", ",}"))
                : isMixed(value);
    }

    /** It is all there is on its line, or an item of a map. */
    private static boolean isItem(String text, int start, int end, String openers, String closers) {
        var before = start - 1;
        while (before >= 0 && (text.charAt(before) == ' ' || text.charAt(before) == '\t')) {
            before--;
        }
        return (before < 0 || openers.indexOf(text.charAt(before)) >= 0)
                && (end == text.length() || closers.indexOf(text.charAt(end)) >= 0);
    }

    /** A word of a sentence has no digits, and stands on one line. */
    private static boolean isMixed(String value) {
        boolean digits = value.chars().anyMatch(c -> c >= '0' && c <= '9');
        return value.indexOf('\n') >= 0 || (digits && value.length() >= SHORTEST_MIXED);
    }
}
