package io.podtide.ingest.kube;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Masks what is assigned to a name that speaks of a secret: {@code DB_PASSWORD=x}, {@code --token=x}, {@code "apiKey": "x"},
 * {@code password: x}. A bare colon counts after a password only, for it stands in every other sentence of Kubernetes:
 * {@code failed to fetch token: serviceaccounts "web" not found}.
 */
final class Assignments {

    /** One pass over the words; whether a name speaks of a secret is asked only where something is assigned to it. */
    private static final Pattern ASSIGNMENT = Pattern.compile("(?<![\\w.-])([\\w.-]{1,128}+)"
            + "(\\s{0,3}=\\s{0,3}|\\\\*[\"']\\s{0,3}:\\s{0,3}|:\\s{0,3})"
            + "(?:\\\\*\"[^\"]*\"?|\\\\*'[^']*'?|[^\\s\"'&,;)}\\]]+)");

    /** Not the plural: {@code exceeded quota: ... used: secrets=10}. */
    private static final Pattern SECRET = Pattern.compile(
            "pass(?:word|wd|phrase)|pwd|(?:secret|token|credential)(?!s)|(?:api|access|private)[_-]?key");

    private static final Pattern PASSWORD = Pattern.compile(".*pass(?:word|wd|phrase)");

    private Assignments() {}

    static String mask(String text) {
        if (text.indexOf('=') < 0 && text.indexOf(':') < 0) {
            return text;
        }
        var assignment = ASSIGNMENT.matcher(text);
        var masked = new StringBuilder();
        var done = 0;
        var from = 0;
        while (assignment.find(from)) {
            if (isSecret(assignment.group(1).toLowerCase(Locale.ROOT), assignment.group(2))) {
                masked.append(text, done, assignment.end(2)).append(Redaction.MASK);
                done = assignment.end();
                from = done;
            } else {
                // What is no secret's value may itself be an assignment: "error: password=x".
                from = assignment.end(2);
            }
        }
        return done == 0 ? text : masked.append(text, done, text.length()).toString();
    }

    private static boolean isSecret(String name, String sign) {
        return sign.charAt(0) == ':'
                ? PASSWORD.matcher(name).matches()
                : SECRET.matcher(name).find();
    }
}
