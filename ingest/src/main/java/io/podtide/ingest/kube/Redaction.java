package io.podtide.ingest.kube;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a message fit to leave the cluster: secrets by the shapes they are known to have are replaced by {@code ***}, long
 * texts lose their middle, and half surrogate pairs, which no UTF-8 can carry, become U+FFFD.
 */
final class Redaction {

    /** The end is kept too: a chain of wrapped errors names its cause last. */
    static final int MAX_LENGTH = 2048;

    private static final String CUT = " [...] ";
    private static final int TAIL = 768;
    private static final int HEAD = MAX_LENGTH - TAIL - CUT.length();

    private static final Pattern SECRET = Pattern.compile("""
            (?isx)
            # A key; without its end where the text was cut.
            -----BEGIN\\ [A-Z0-9\\ ]{0,40}PRIVATE\\ KEY-----.*?(?:-----END\\ [A-Z0-9\\ ]{0,40}PRIVATE\\ KEY-----|\\z)
            # //user:password@host
            | (?<=//)[^\\s/:@"']{0,256}:[^\\s/@"']{1,512}(?=@)
            # Authorization headers. A digit tells a token from "bearer authentication".
            | (?<=\\bbearer\\ )(?=[a-z_.~+/-]{0,256}[0-9])[\\w.~+/-]{8,}=*
            | (?<=\\bauthorization:\\ )[^\\r\\n"']+
            # Tokens that show what they are: AWS, JWT, GitHub, GitLab, Slack.
            | \\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b
            | \\beyJ[\\w-]{8,}\\.[\\w-]{8,}(?:\\.[\\w-]*)?
            | \\b(?:gh[opsur]_|glpat-|xox[abeprs]-)[\\w-]{10,}
            # password=..., "apiKey": "...", --token=..., password: ...
            | ((?:pass(?:word|wd|phrase)|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential)
                [\\w.-]{0,40}(?:\\s{0,3}=|\\\\*["']\\s{0,3}:|(?<=pass(?:word|wd|phrase)):)\\s{0,3})
              (?:\\\\*"[^"]*"?|\\\\*'[^']*'?|[^\\s"'&,;)}\\]]+)
            """);

    private Redaction() {}

    /** The text as it may be shown to anybody. */
    static String mask(String text) {
        return wellFormed(shorten(SECRET.matcher(text).replaceAll(Redaction::masked)));
    }

    private static String masked(MatchResult secret) {
        var name = secret.group(1);
        return Matcher.quoteReplacement(name == null ? "***" : name + "***");
    }

    private static String shorten(String text) {
        return text.length() <= MAX_LENGTH
                ? text
                : text.substring(0, HEAD) + CUT + text.substring(text.length() - TAIL);
    }

    private static String wellFormed(String text) {
        if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
            return text;
        }
        var whole = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
                .forEach(whole::appendCodePoint);
        return whole.toString();
    }
}
