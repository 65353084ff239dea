package io.podtide.cli.docs;

import io.podtide.detect.rule.Rules;
import io.podtide.detect.text.Durations;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Thresholds of the rules with their defaults. */
final class Thresholds {

    private static final String INTRODUCTION = """

            ## Thresholds

            Keys of `rules:` in a rules file; [rules.md](rules.md) says what they mean and what else the file may hold.

            | key | default |
            |---|---|
            """;

    private Thresholds() {}

    static String text() {
        return INTRODUCTION + String.join("", rows("", Rules.DEFAULTS));
    }

    /** One row for each number or duration in a tree of records. */
    private static List<String> rows(String prefix, Record rules) {
        var rows = new ArrayList<String>();
        for (var component : rules.getClass().getRecordComponents()) {
            var key = prefix + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            var value = value(rules, component);
            if (value instanceof Record inner) {
                rows.addAll(rows(key + ".", inner));
            } else {
                var text = value instanceof Duration duration ? Durations.text(duration) : String.valueOf(value);
                rows.add("| `" + key + "` | " + text + " |\n");
            }
        }
        return rows;
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
