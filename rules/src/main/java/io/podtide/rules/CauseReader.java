package io.podtide.rules;

import io.podtide.detect.cause.Cause;
import io.podtide.detect.cause.Stage;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads one item of {@code causes}. */
final class CauseReader {

    private static final List<String> KEYS =
            List.of("id", "stages", "signs", "explanation", "remedy", "source", "examples");

    private static final Pattern ID = Pattern.compile("[A-Z][A-Z0-9_]{1,63}");
    private static final Pattern REASON = Pattern.compile("\\w[\\w.-]{0,127}");

    /** A word in braces; {@code {.status.phase}} of kubectl's jsonpath is none. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    private static final Set<String> PLACEHOLDERS =
            new TreeSet<>(List.of("namespace", "pod", "container", "workload", "kind", "node", "image", "cluster"));

    private static final Map<String, Stage> STAGES = new LinkedHashMap<>();

    static {
        for (var stage : Stage.values()) {
            STAGES.put(stage.name().toLowerCase(Locale.ROOT), stage);
        }
    }

    private CauseReader() {}

    static Optional<CauseEntry> read(Value value) {
        return value.section().flatMap(section -> {
            section.allow(KEYS);
            var id = section.require("id").flatMap(CauseReader::id);
            var stages = section.get("stages").map(CauseReader::stages);
            var signs = items(section, "signs").flatMap(v -> sign(v).stream()).toList();
            var explanation = section.get("explanation").flatMap(Value::words);
            var remedy = section.get("remedy").flatMap(CauseReader::remedy);
            var source = section.get("source").flatMap(Value::words);
            var examples =
                    items(section, "examples").flatMap(v -> example(v).stream()).toList();
            return id.map(i -> new CauseEntry(value, i, stages, signs, explanation, remedy, source, examples));
        });
    }

    private static Stream<Value> items(Section section, String key) {
        return section.get(key).stream().flatMap(v -> v.items().stream());
    }

    private static Optional<String> id(Value value) {
        return value.text().filter(id -> {
            boolean fits = ID.matcher(id).matches();
            if (!fits) {
                value.problem("needs capitals, digits and _, such as VAULT_SEALED, not " + Quote.of(id));
            }
            return fits;
        });
    }

    private static Set<Stage> stages(Value value) {
        var stages = EnumSet.noneOf(Stage.class);
        var items = value.items();
        items.forEach(item -> stage(item).ifPresent(stages::add));
        if (items.isEmpty()) {
            value.problem("needs at least one of " + String.join(", ", STAGES.keySet()));
        }
        return stages;
    }

    private static Optional<Stage> stage(Value value) {
        return value.text().flatMap(text -> {
            var stage = Optional.ofNullable(STAGES.get(text));
            if (stage.isEmpty()) {
                value.problem("unknown stage, " + Nearest.advice(text, STAGES.keySet()));
            }
            return stage;
        });
    }

    private static Optional<Cause.Sign> sign(Value value) {
        return value.section().flatMap(section -> {
            section.allow(List.of("reason", "message"));
            var reasons = new LinkedHashSet<String>();
            items(section, "reason").forEach(item -> reason(item).ifPresent(reasons::add));
            if (section.isEmpty()) {
                value.problem("needs reason, message or both");
            }
            var message =
                    section.get("message").map(SafePattern::compile).orElseGet(() -> Optional.of(Pattern.compile("")));
            return message.map(m -> new Cause.Sign(reasons, m));
        });
    }

    private static Optional<String> reason(Value value) {
        return value.text().filter(reason -> {
            boolean fits = REASON.matcher(reason).matches();
            if (!fits) {
                value.problem("a reason is one word, not " + Quote.of(reason));
            }
            return fits;
        });
    }

    private static Optional<String> remedy(Value value) {
        return value.words().map(remedy -> {
            var placeholder = PLACEHOLDER.matcher(remedy);
            while (placeholder.find()) {
                if (!PLACEHOLDERS.contains(placeholder.group(1))) {
                    value.problem("nothing is known to fill in for " + placeholder.group() + ", "
                            + Nearest.advice(placeholder.group(1), PLACEHOLDERS));
                }
            }
            return remedy;
        });
    }

    private static Optional<Example> example(Value value) {
        return value.section().flatMap(section -> {
            section.allow(List.of("stage", "reason", "message", "from"));
            var stage = section.get("stage").flatMap(CauseReader::stage);
            var reason = section.get("reason").flatMap(CauseReader::reason).orElse("");
            section.get("from").ifPresent(Value::words);
            var message = section.require("message").flatMap(Value::text);
            return message.map(m -> new Example(value, stage, reason, m));
        });
    }
}
