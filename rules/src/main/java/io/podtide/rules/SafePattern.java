package io.podtide.rules;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Compiles the patterns of a catalogue. They run over texts that strangers write (an image's name, a process's output), so
 * what could take exponential time is refused.
 */
final class SafePattern {

    private static final int MAX_LENGTH = 1000;

    private SafePattern() {}

    /** A pattern to search for anywhere in a message, upper and lower case alike. */
    static Optional<Pattern> compile(Value value) {
        return value.text().flatMap(text -> {
            if (text.length() > MAX_LENGTH) {
                value.problem("longer than " + MAX_LENGTH + " characters");
                return Optional.empty();
            }
            try {
                var pattern = Pattern.compile(text, Pattern.CASE_INSENSITIVE);
                if (new Repetition(text).nests()) {
                    value.problem("a choice or repetition within a repetition may take for ever; make the outer one"
                            + " possessive (*+ or ++) or write it otherwise");
                    return Optional.empty();
                }
                return Optional.of(pattern);
            } catch (PatternSyntaxException e) {
                value.problem("no regular expression: " + e.getDescription() + " at character " + (e.getIndex() + 1));
                return Optional.empty();
            }
        });
    }
}
