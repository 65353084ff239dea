package io.podtide.rules;

import java.util.ArrayDeque;

/**
 * Finds repetition within repetition, {@code (a+)+} or {@code (a|ab)*}: the way a regular expression comes to try
 * exponentially many ways to read one text. Errs on the safe side: {@code (?:[a-z]+,)*} would be harmless.
 */
final class Repetition {

    /** {@code {1,9}} of something repeated is harmless. */
    private static final int FEW = 9;

    private final String pattern;
    private final ArrayDeque<Boolean> enclosing = new ArrayDeque<>();
    private boolean varies;
    private boolean nested;

    /** @param pattern must be valid */
    Repetition(String pattern) {
        this.pattern = pattern;
    }

    boolean nests() {
        for (int i = 0; i < pattern.length() && !nested; ) {
            i = step(i);
        }
        return nested;
    }

    private int step(int i) {
        return switch (pattern.charAt(i)) {
            case '\\' -> pattern.startsWith("\\Q", i) ? afterQuote(i) : i + 2;
            case '[' -> afterClass(i);
            case '(' -> open(i);
            case ')' -> close(i);
            case '{' -> {
                int end = pattern.indexOf('}', i);
                varies |= pattern.substring(i, end).contains(","); // {3} leaves no choice
                yield end + 1;
            }
            default -> {
                varies |= "|*+?".indexOf(pattern.charAt(i)) >= 0;
                yield i + 1;
            }
        };
    }

    private int open(int i) {
        enclosing.push(varies);
        varies = false;
        return pattern.startsWith("(?", i) ? i + 2 : i + 1;
    }

    private int close(int i) {
        nested = varies && many(i + 1);
        varies |= enclosing.pop();
        return i + 1;
    }

    /** A quantifier stands here that lets something come often, and gives back what it took. */
    private boolean many(int i) {
        if (i >= pattern.length()) {
            return false;
        }
        return switch (pattern.charAt(i)) {
            case '*', '+' -> !possessive(i + 1);
            case '{' -> {
                int end = pattern.indexOf('}', i);
                int comma = pattern.lastIndexOf(',', end);
                var most = pattern.substring(Math.max(i, comma) + 1, end);
                yield (most.isEmpty() || Long.parseLong(most) > FEW) && !possessive(end + 1);
            }
            default -> false;
        };
    }

    private boolean possessive(int i) {
        return i < pattern.length() && pattern.charAt(i) == '+';
    }

    private int afterQuote(int i) {
        int end = pattern.indexOf("\\E", i);
        return end < 0 ? pattern.length() : end + 2;
    }

    private int afterClass(int i) {
        int depth = 0;
        int at = i;
        do {
            switch (pattern.charAt(at)) {
                case '\\' -> at++;
                case '[' -> {
                    depth++;
                    at += pattern.startsWith("^", at + 1) ? 1 : 0;
                    at += pattern.startsWith("]", at + 1) ? 1 : 0; // stands for itself at the beginning
                }
                case ']' -> depth--;
                default -> {}
            }
            at++;
        } while (depth > 0 && at < pattern.length());
        return at;
    }
}
