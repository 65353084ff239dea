package io.podtide.rules;

import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.rule.Rules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads the YAML of rules, overrides and mutes. What is left out keeps its default; a file with a single mistake is refused as
 * a whole, with all its mistakes, because half of somebody's rules may alert the wrong people.
 */
public final class RulesReader {

    private static final List<String> TOP = List.of("rules", "overrides", "mutes");

    private RulesReader() {}

    /** @throws IOException if the file cannot be read at all */
    public static Reading<RuleFile> read(Path file) throws IOException {
        var problems = new Problems();
        return YamlText.load(file, problems).map(RulesReader::read).orElseGet(() -> Reading.failed(problems));
    }

    public static Reading<RuleFile> read(String text) {
        var problems = new Problems();
        var file = YamlText.parse(text, problems)
                .flatMap(Value::section)
                .map(RulesReader::file)
                .orElse(RuleFile.DEFAULTS);
        return problems.none() ? Reading.of(file) : Reading.failed(problems);
    }

    private static RuleFile file(Section file) {
        file.allow(TOP);
        var rules = file.get("rules")
                .flatMap(Value::section)
                .map(RulesReader::rules)
                .orElse(Rules.DEFAULTS);
        var overrides = items(file, "overrides")
                .flatMap(value -> OverrideReader.read(value, rules).stream())
                .toList();
        var mutes = items(file, "mutes")
                .flatMap(value -> MuteReader.read(value).stream())
                .toList();
        return new RuleFile(new RuleBook(rules, overrides), mutes);
    }

    private static Rules rules(Section section) {
        section.allow(Settings.names());
        var settings = Settings.read(section);
        settings.check(Rules.DEFAULTS, section);
        return settings.apply(Rules.DEFAULTS);
    }

    private static Stream<Value> items(Section file, String key) {
        return file.get(key).stream().flatMap(v -> v.items().stream());
    }
}
