package io.podtide.rules;

import io.podtide.detect.rule.Rules;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The thresholds that somebody wrote and no others; over other rules, those keys change and the rest stays. */
record Settings(Map<String, Map<String, Object>> written) implements UnaryOperator<Rules> {

    private static final Constructor<?> RULES = Rules.class.getConstructors()[0];

    /** The sections of rules within this section; its other keys are the caller's. */
    static Settings read(Section section) {
        return new Settings(RuleSection.ALL.stream()
                .filter(s -> section.get(s.name()).isPresent())
                .collect(Collectors.toMap(
                        RuleSection::name,
                        s -> section.get(s.name())
                                .flatMap(Value::section)
                                .map(s::read)
                                .orElse(Map.of()))));
    }

    static List<String> names() {
        return RuleSection.ALL.stream().map(RuleSection::name).toList();
    }

    /** What is written, as {@code pending.image}. */
    Set<String> keys() {
        return written.entrySet().stream()
                .flatMap(section -> section.getValue().keySet().stream().map(key -> section.getKey() + "." + key))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Says where, over those rules, a least comes out above its most. */
    void check(Rules base, Section section) {
        var rules = apply(base);
        check(
                section,
                "not-ready",
                "min",
                rules.notReady().min(),
                "max",
                rules.notReady().max());
        check(
                section,
                "resolve",
                "hold",
                rules.resolve().hold(),
                "hold-max",
                rules.resolve().holdMax());
    }

    private void check(Section section, String name, String least, Duration low, String most, Duration high) {
        var keys = written.getOrDefault(name, Map.of());
        if (low.compareTo(high) > 0 && (keys.containsKey(least) || keys.containsKey(most))) {
            var key = keys.containsKey(least) ? least : most;
            section.get(name)
                    .flatMap(Value::section)
                    .flatMap(s -> s.get(key))
                    .ifPresent(v -> v.problem(least + " (" + DurationText.print(low) + ") is more than " + most + " ("
                            + DurationText.print(high) + ")"));
        }
    }

    @Override
    public Rules apply(Rules base) {
        var sections = RuleSection.ALL.stream()
                .map(s -> s.change(base, written.getOrDefault(s.name(), Map.of())))
                .toArray();
        try {
            return (Rules) RULES.newInstance(sections);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
