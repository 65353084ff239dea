package io.podtide.ingest.kube;

/**
 * Makes a message fit to leave the cluster: secrets by the shapes they are known to have are replaced by {@code ***}, long
 * texts lose their middle, and half surrogate pairs, which no UTF-8 can carry, become U+FFFD.
 */
public final class Redaction {

    static final String MASK = "***";

    static final int MAX_LENGTH = 2048;

    /** The end is kept too: a chain of wrapped errors names its cause last. */
    private static final int TAIL = 768;

    private static final String CUT = " [...] ";
    private static final int HEAD = MAX_LENGTH - TAIL - CUT.length();

    /**
     * What is looked at of a text of any length, at either end: so much more than is kept that a secret which ends in what is
     * kept begins in what is looked at.
     */
    private static final int LOOKED_AT = 1 << 14;

    private Redaction() {}

    /** The text as it may be shown to anybody. */
    public static String mask(String text) {
        return wellFormed(shorten(Assignments.mask(SecretShapes.mask(ends(text)))));
    }

    private static String ends(String text) {
        return text.length() <= 2 * LOOKED_AT
                ? text
                : text.substring(0, LOOKED_AT) + CUT + text.substring(text.length() - LOOKED_AT);
    }

    private static String shorten(String text) {
        return text.length() <= MAX_LENGTH
                ? text
                : text.substring(0, HEAD) + CUT + text.substring(text.length() - TAIL);
    }

    private static String wellFormed(String text) {
        if (hasNoSurrogate(text)) {
            return text;
        }
        var whole = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
                .forEach(whole::appendCodePoint);
        return whole.toString();
    }

    private static boolean hasNoSurrogate(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
