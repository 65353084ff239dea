package io.podtide.rules;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.rule.KindName;
import io.podtide.detect.rule.Match;
import io.podtide.detect.rule.RuleOverride;
import io.podtide.detect.rule.Rules;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads one item of {@code overrides}. */
final class OverrideReader {

    private static final List<String> KINDS =
            Arrays.stream(Incident.Kind.values()).map(KindName::of).toList();

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
            return match.map(m -> new RuleOverride(name(value, m), m, settings.keys(), settings, off));
        });
    }

    /** Empty where it is not written: {@code off: []} turns on again what a later override turns off. */
    private static Optional<Set<Incident.Kind>> off(Section section) {
        return section.get("off").map(list -> {
            var off = EnumSet.noneOf(Incident.Kind.class);
            list.items().forEach(item -> kind(item).ifPresent(off::add));
            return off;
        });
    }

    private static Optional<Incident.Kind> kind(Value item) {
        return item.text().flatMap(text -> {
            var kind = KindName.parse(text);
            if (kind.isEmpty()) {
                item.problem("unknown kind, " + Nearest.advice(text, KINDS));
            }
            return kind;
        });
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
