package io.podtide.alerts.config;

import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.rule.KindName;
import io.podtide.rules.Nearest;
import io.podtide.rules.Section;
import io.podtide.rules.Value;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code calm}; what is left out keeps its default. */
final class CalmReader {

    private static final List<String> KEYS =
            List.of("settle", "at-once", "between-changes", "remind", "storm", "flapping", "give-up");

    private CalmReader() {}

    static CalmSettings read(Section section) {
        section.allow(KEYS);
        var usual = CalmSettings.DEFAULTS;
        var storm = section.get("storm").flatMap(Value::section);
        storm.ifPresent(s -> s.allow(List.of("incidents", "pods", "within")));
        var flapping = section.get("flapping").flatMap(Value::section);
        flapping.ifPresent(s -> s.allow(List.of("times", "hold")));
        return new CalmSettings(
                Reads.duration(section, "settle", true, usual.settle()),
                section.get("at-once").map(CalmReader::kinds).orElse(usual.atOnce()),
                Reads.duration(section, "between-changes", true, usual.betweenChanges()),
                Reads.duration(section, "remind", true, usual.remind()),
                storm.flatMap(s -> s.get("incidents"))
                        .flatMap(CalmReader::several)
                        .orElse(usual.stormIncidents()),
                storm.flatMap(s -> s.get("pods")).flatMap(CalmReader::several).orElse(usual.stormPods()),
                storm.map(s -> Reads.duration(s, "within", false, usual.stormWithin()))
                        .orElse(usual.stormWithin()),
                flapping.flatMap(s -> s.get("times")).flatMap(Value::count).orElse(usual.flaps()),
                flapping.map(s -> Reads.duration(s, "hold", true, usual.flapHold()))
                        .orElse(usual.flapHold()),
                Reads.duration(section, "give-up", false, usual.giveUp()));
    }

    private static Optional<Integer> several(Value value) {
        var count = value.count();
        count.filter(one -> one < 2).ifPresent(one -> value.problem("must be at least 2: one is no storm"));
        return count;
    }

    private static Set<Kind> kinds(Value list) {
        var kinds = EnumSet.noneOf(Kind.class);
        var known = Arrays.stream(Kind.values()).map(KindName::of).toList();
        list.items()
                .forEach(item -> item.words()
                        .ifPresent(text -> KindName.parse(text)
                                .ifPresentOrElse(
                                        kinds::add,
                                        () -> item.problem("unknown kind, " + Nearest.advice(text, known)))));
        return kinds;
    }
}
