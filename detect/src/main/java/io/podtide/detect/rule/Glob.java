package io.podtide.detect.rule;

/**
 * A text with {@code *} for any characters and {@code ?} for one, matched as a whole and in linear time, so that no pattern
 * can hold things up.
 */
public record Glob(String pattern) {

    /** Matches everything. */
    public static final Glob ANY = new Glob("*");

    public boolean matches(String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) { // let the last star take one character more
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
