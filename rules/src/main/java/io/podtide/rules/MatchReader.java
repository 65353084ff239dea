package io.podtide.rules;

import io.podtide.detect.rule.Glob;
import io.podtide.detect.rule.Match;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code match}: globs that could match something that Kubernetes lets exist. */
final class MatchReader {

    private static final List<String> KEYS = List.of("cluster", "namespace", "workload", "labels");

    /** Clusters are named by people and clouds ({@code arn:aws:eks:...}, {@code kubernetes-admin@prod}). */
    private static final Pattern CLUSTER = Pattern.compile("[\\w.:/@*?-]{1,253}");

    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9*?-]{1,63}");
    private static final Pattern WORKLOAD = Pattern.compile("[a-z0-9.*?-]{1,253}");
    private static final Pattern LABEL = Pattern.compile("[\\w./-]{1,317}");
    private static final Pattern LABEL_VALUE = Pattern.compile("[\\w.*?-]{0,63}");

    private MatchReader() {}

    static Optional<Match> read(Value value) {
        return value.section().map(section -> {
            section.allow(KEYS);
            return new Match(
                    glob(section, "cluster", CLUSTER),
                    glob(section, "namespace", NAMESPACE),
                    glob(section, "workload", WORKLOAD),
                    section.get("labels")
                            .flatMap(Value::section)
                            .map(MatchReader::labels)
                            .orElse(Map.of()));
        });
    }

    /** {@code cluster=prod-*, tier=nightly}: only what narrows it down. */
    static String print(Match match) {
        var fixed = Stream.of(
                        Map.entry("cluster", match.cluster()),
                        Map.entry("namespace", match.namespace()),
                        Map.entry("workload", match.workload()))
                .filter(e -> !e.getValue().equals(Glob.ANY));
        var text = Stream.concat(fixed, new TreeMap<>(match.labels()).entrySet().stream())
                .map(e -> e.getKey() + "=" + e.getValue().pattern())
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "all" : text;
    }

    private static Glob glob(Section section, String key, Pattern form) {
        return section.get(key).flatMap(v -> glob(v, form)).orElse(Glob.ANY);
    }

    private static Optional<Glob> glob(Value value, Pattern form) {
        return value.text().flatMap(text -> {
            if (form.matcher(text).matches()) {
                return Optional.of(new Glob(text));
            }
            value.problem("no such name can be: " + Quote.of(text) + " (* stands for any characters, ? for one)");
            return Optional.empty();
        });
    }

    private static Map<String, Glob> labels(Section section) {
        var labels = new TreeMap<String, Glob>();
        section.values().forEach((key, value) -> {
            if (!LABEL.matcher(key).matches()) {
                value.problem("no label key: " + Quote.of(key));
            }
            glob(value, LABEL_VALUE).ifPresent(glob -> labels.put(key, glob));
        });
        return labels;
    }
}
