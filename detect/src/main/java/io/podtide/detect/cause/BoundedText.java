package io.podtide.detect.cause;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text that a pattern may look at so often and no longer. Patterns are an operator's, texts are anybody's, and some pairs of
 * the two take exponential time; then the text counts as no sign.
 */
final class BoundedText implements CharSequence {

    /** What a cause is read from stands in front. */
    private static final int LONGEST = 8_192;

    /** A hundred looks at every character of the longest text; patterns of the catalogue take a few. About 10 ms. */
    private static final int MOST_LOOKS = 100 * LONGEST;

    private final String text;
    private int looks;

    private BoundedText(String text) {
        this.text = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    /** The first match anywhere in the text. */
    static Optional<Matcher> search(Pattern pattern, String text) {
        var matcher = pattern.matcher(new BoundedText(text));
        try {
            return matcher.find() ? Optional.of(matcher) : Optional.empty();
        } catch (TooManyLooks | StackOverflowError e) { // java.util.regex recurses for groups that repeat
            return Optional.empty();
        }
    }

    @Override
    public char charAt(int index) {
        if (++looks > MOST_LOOKS) {
            throw new TooManyLooks();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }

    /** Expected, and thrown from within the JDK: it needs no stack trace. */
    private static final class TooManyLooks extends RuntimeException {

        private static final long serialVersionUID = 1;

        TooManyLooks() {
            super("the pattern takes too long", null, false, false);
        }
    }
}
