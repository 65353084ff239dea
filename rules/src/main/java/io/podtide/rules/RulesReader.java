package io.podtide.rules;

import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.rule.Rules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Reads the YAML of rules, overrides and mutes. What is left out keeps its default; a file with a single mistake is refused as
 * a whole, with all its mistakes, because half of somebody's rules may alert the wrong people.
 */
public final class RulesReader {

    private static final List<String> TOP = List.of("rules", "overrides", "mutes");

    /** All of them are looked at with every record. */
    private static final int MOST = 1_000;

    private RulesReader() {}

    /** @throws IOException if the file cannot be read at all */
    public static Reading<RuleFile> read(Path file) throws IOException {
        var problems = new Problems();
        return YamlText.load(file, problems).map(RulesReader::read).orElseGet(() -> Reading.failed(problems));
    }

    /** As they are on a topic. */
    public static Reading<RuleFile> read(byte[] bytes) {
        var problems = new Problems();
        return YamlText.decode(bytes, problems).map(RulesReader::read).orElseGet(() -> Reading.failed(problems));
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
        var general = file.get("rules").flatMap(Value::section).map(RulesReader::rules);
        var rules = general.map(settings -> settings.apply(Rules.DEFAULTS)).orElse(Rules.DEFAULTS);
        var overrideLines = new ArrayList<Integer>();
        var overrides = items(file, "overrides")
                .flatMap(value -> placed(OverrideReader.read(value, rules), value, overrideLines))
                .toList();
        var muteLines = new ArrayList<Integer>();
        var mutes = items(file, "mutes")
                .flatMap(value -> placed(MuteReader.read(value), value, muteLines))
                .toList();
        UnaryOperator<Rules> written = general.isPresent() ? general.get() : UnaryOperator.identity();
        return new RuleFile(
                new RuleBook(rules, overrides, mutes), written, Shadows.of(overrides, overrideLines), muteLines);
    }

    private static Settings rules(Section section) {
        section.allow(Settings.names());
        var settings = Settings.read(section);
        settings.check(Rules.DEFAULTS, section);
        return settings;
    }

    private static <T> Stream<T> placed(Optional<T> item, Value value, List<Integer> lines) {
        item.ifPresent(there -> lines.add(value.line()));
        return item.stream();
    }

    private static Stream<Value> items(Section file, String key) {
        var items = file.get(key).map(Value::items).orElse(List.of());
        if (items.size() > MOST) {
            items.get(MOST).problem("there are " + items.size() + " of " + key + ", and " + MOST + " at most may be");
            return Stream.empty();
        }
        return items.stream();
    }
}
