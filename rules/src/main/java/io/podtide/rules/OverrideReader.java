package io.podtide.rules;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.rule.Match;
import io.podtide.detect.rule.RuleOverride;
import io.podtide.detect.rule.Rules;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads one item of {@code overrides}. */
final class OverrideReader {

    private static final Map<String, Incident.Kind> KINDS = new LinkedHashMap<>();

    static {
        for (var kind : Incident.Kind.values()) {
            KINDS.put(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), kind);
        }
    }

    private static final List<String> KEYS =
            Stream.concat(Stream.of("match", "off"), Settings.names().stream()).toList();

    private OverrideReader() {}

    static Optional<RuleOverride> read(Value value, Rules general) {
        return value.section().flatMap(section -> {
            section.allow(KEYS);
            var match = section.require("match").flatMap(MatchReader::read);
            var settings = Settings.read(section);
            settings.check(general, section);
            var off = off(section);
            if (settings.written().isEmpty() && section.get("off").isEmpty()) {
                value.problem("changes nothing: needs thresholds or off");
            }
            match.ifPresent(m -> checkReach(section, m));
            return match.map(m -> new RuleOverride(name(value, m), m, settings, off));
        });
    }

    private static Set<Incident.Kind> off(Section section) {
        var off = EnumSet.noneOf(Incident.Kind.class);
        section.get("off").stream()
                .flatMap(v -> v.items().stream())
                .forEach(item -> item.text().ifPresent(text -> {
                    var kind = KINDS.get(text);
                    if (kind == null) {
                        item.problem("unknown kind, " + Nearest.advice(text, KINDS.keySet()));
                    } else {
                        off.add(kind);
                    }
                }));
        return off;
    }

    /** A silent cluster is silent with all its namespaces: what is written for some of them would never be looked at. */
    private static void checkReach(Section section, Match match) {
        var wholeCluster = new Match(match.cluster(), Match.ALL.namespace(), Match.ALL.workload(), Match.ALL.labels());
        if (match.equals(wholeCluster)) {
            return;
        }
        var message = "is about whole clusters: match by cluster alone";
        section.get("cluster-silent").ifPresent(v -> v.problem(message));
        section.get("off").stream()
                .flatMap(v -> v.items().stream())
                .filter(item -> item.text().filter("cluster-silent"::equals).isPresent())
                .forEach(item -> item.problem("cluster-silent " + message));
    }

    /** As incidents cite it; counted from 1, the way people do. */
    private static String name(Value value, Match match) {
        var path = value.path();
        int index = Integer.parseInt(path.substring(path.indexOf('[') + 1, path.length() - 1));
        return "override " + (index + 1) + " (" + MatchReader.print(match) + ")";
    }
}
