package io.podtide.ingest.kube;

import java.util.List;
import java.util.regex.Pattern;

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
     * @param hints at least one of them is in every text that has such a secret: looking for these is cheap, and most texts
     *     have none
     */
    private record Shape(Pattern pattern, List<String> hints) {

        static Shape of(String pattern, String... hints) {
            return new Shape(Pattern.compile(pattern), List.of(hints));
        }

        String mask(String text) {
            for (var hint : hints) {
                if (text.contains(hint)) {
                    return pattern.matcher(text).replaceAll(MASK);
                }
            }
            return text;
        }
    }

    private static final List<Shape> SHAPES = List.of(
            // A key; without its end where somebody cut the text.
            Shape.of(
                    "-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----"
                            + "(?s:.*?)(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----|\\z)",
                    "PRIVATE KEY-----"),
            // //user:password@host
            Shape.of("(?<=//)[^\\s/:@\"']{0,256}:[^\\s/@\"']{1,512}(?=@)", "@"),
            // Headers. A digit tells a token from "bearer authentication".
            Shape.of(
                    "(?i)(?<=\\bbearer )(?=[a-z_.~+/-]{0,256}[0-9])[\\w.~+/-]{8,}=*"
                            + "|(?<=\\bauthorization: )[^\\r\\n\"']+",
                    "earer ",
                    "EARER ",
                    "uthorization: ",
                    "UTHORIZATION: "),
            // Tokens that show what they are: AWS, JWT, GitHub, GitLab, Slack.
            Shape.of("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b", "AKIA", "ASIA"),
            Shape.of("\\beyJ[\\w-]{8,}\\.[\\w-]{8,}(?:\\.[\\w-]*)?", "eyJ"),
            Shape.of("\\bgh[opsur]_[\\w-]{10,}", "gho_", "ghp_", "ghs_", "ghu_", "ghr_"),
            Shape.of("\\b(?:glpat-|xox[abeprs]-)[\\w-]{10,}", "glpat-", "xox"));

    private Redaction() {}

    /** The text as it may be shown to anybody. */
    public static String mask(String text) {
        var masked = text;
        for (var shape : SHAPES) {
            masked = shape.mask(masked);
        }
        return wellFormed(shorten(Assignments.mask(masked)));
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
