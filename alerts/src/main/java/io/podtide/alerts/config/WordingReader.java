package io.podtide.alerts.config;

import io.podtide.rules.Nearest;
import io.podtide.rules.Value;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Texts with {@code {field}} in them. */
public final class WordingReader {

    /** What can stand in braces. */
    public static final List<String> FIELDS = List.of(
            "status",
            "kind",
            "severity",
            "scope",
            "cluster",
            "namespace",
            "workload",
            "node",
            "subject",
            "cause",
            "summary",
            "remedy",
            "pods",
            "team",
            "id",
            "started",
            "link",
            "change");

    /** A field in braces. */
    public static final Pattern FIELD = Pattern.compile("\\{([^{}\\s]{1,40})}");

    private static final int LONGEST = 2_000;

    private WordingReader() {}

    static Optional<String> template(Value value) {
        return value.words().filter(text -> {
            var fields =
                    FIELD.matcher(text).results().map(found -> found.group(1)).toList();
            var unknown =
                    fields.stream().filter(field -> !FIELDS.contains(field)).findFirst();
            unknown.ifPresent(
                    field -> value.problem("unknown field {" + field + "}, " + Nearest.advice(field, FIELDS)));
            if (text.length() > LONGEST) {
                value.problem("is longer than " + LONGEST + " characters");
            }
            return unknown.isEmpty() && text.length() <= LONGEST;
        });
    }
}
