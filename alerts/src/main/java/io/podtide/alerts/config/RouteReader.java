package io.podtide.alerts.config;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.rule.Glob;
import io.podtide.detect.rule.KindName;
import io.podtide.rules.Nearest;
import io.podtide.rules.Quote;
import io.podtide.rules.Section;
import io.podtide.rules.Value;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads one item of {@code routes}, and {@code match} wherever it stands. */
final class RouteReader {

    private static final List<String> KEYS = List.of("match", "to", "continue", "children", "quiet", "remind");
    private static final List<String> MATCH_KEYS = Stream.concat(
                    Arrays.stream(IncidentMatch.Field.values()).map(IncidentMatch.Field::key), Stream.of("labels"))
            .toList();

    /** What names in Kubernetes, clouds and catalogues are made of. */
    private static final Pattern GLOB = Pattern.compile("[\\w.:/@*?-]{1,253}");

    private RouteReader() {}

    static Optional<Route> read(Value value, CalmSettings calm) {
        return value.section().flatMap(section -> {
            section.allow(KEYS);
            var match = section.get("match").flatMap(RouteReader::match).orElse(IncidentMatch.ALL);
            var to = section.require("to");
            var quiet = section.get("quiet").flatMap(Value::section).flatMap(RouteReader::quiet);
            return to.map(receivers -> new Route(
                    "route " + number(value) + " (line " + value.line() + ")",
                    match,
                    Reads.words(receivers),
                    Reads.flag(section, "continue"),
                    Reads.flag(section, "children"),
                    quiet.orElse(null),
                    Reads.duration(section, "remind", true, calm.remind())));
        });
    }

    /** As people count. */
    private static int number(Value value) {
        var path = value.path();
        return Integer.parseInt(path.substring(path.indexOf('[') + 1, path.length() - 1)) + 1;
    }

    static Optional<IncidentMatch> match(Value value) {
        return value.section().map(section -> {
            section.allow(MATCH_KEYS);
            var fields = new EnumMap<IncidentMatch.Field, List<Glob>>(IncidentMatch.Field.class);
            for (var field : IncidentMatch.Field.values()) {
                section.get(field.key()).ifPresent(globs -> {
                    var read = new ArrayList<Glob>();
                    Reads.values(globs).forEach(one -> glob(one, field).ifPresent(read::add));
                    fields.put(field, read);
                });
            }
            var labels = new TreeMap<String, Glob>();
            section.get("labels")
                    .flatMap(Value::section)
                    .map(Section::values)
                    .orElse(Map.of())
                    .forEach((key, glob) -> glob(glob).ifPresent(read -> labels.put(key, read)));
            return new IncidentMatch(fields, labels);
        });
    }

    private static Optional<Glob> glob(Value value) {
        return value.words().flatMap(text -> {
            if (!GLOB.matcher(text).matches()) {
                value.problem("no such name can be: " + Quote.of(text) + " (* stands for any characters, ? for one)");
                return Optional.empty();
            }
            return Optional.of(new Glob(text));
        });
    }

    private static Optional<Glob> glob(Value value, IncidentMatch.Field field) {
        var glob = glob(value);
        var known = known(field);
        if (!known.isEmpty() && glob.isPresent() && known.stream().noneMatch(glob.get()::matches)) {
            value.problem("matches no " + field.key() + ", "
                    + Nearest.advice(value.words().orElse(""), known));
        }
        return glob;
    }

    /** All values there can be; empty where there may be any. */
    private static List<String> known(IncidentMatch.Field field) {
        return switch (field) {
            case KIND -> Arrays.stream(Kind.values()).map(KindName::of).toList();
            case SEVERITY ->
                Arrays.stream(Incident.Severity.values()).map(Reads::name).toList();
            case SCOPE ->
                Arrays.stream(Incident.Scope.values()).map(Reads::name).toList();
            default -> List.of();
        };
    }

    private static Optional<QuietHours> quiet(Section section) {
        section.allow(List.of("from", "to", "zone", "days", "except"));
        var from = section.require("from").flatMap(Reads::time);
        var to = section.require("to").flatMap(Reads::time);
        var zone = section.require("zone").flatMap(Reads::zone).orElse(ZoneOffset.UTC);
        var days = section.get("days").map(RouteReader::days).orElse(EnumSet.allOf(DayOfWeek.class));
        var except = EnumSet.noneOf(Incident.Severity.class);
        section.get("except")
                .ifPresent(list ->
                        Reads.values(list).forEach(one -> Reads.severity(one).ifPresent(except::add)));
        if (from.isPresent() && from.equals(to)) {
            section.get("to").ifPresent(v -> v.problem("is the same as from: no hours, or all of them"));
        }
        return from.flatMap(f -> to.map(t -> new QuietHours(f, t, zone, days, except)));
    }

    private static Set<DayOfWeek> days(Value list) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        var known = Arrays.stream(DayOfWeek.values())
                .map(day -> Reads.name(day).substring(0, 3))
                .toList();
        Reads.values(list)
                .forEach(one -> one.words().ifPresent(text -> {
                    int day = known.indexOf(text);
                    if (day < 0) {
                        one.problem("unknown day, " + Nearest.advice(text, known));
                    } else {
                        days.add(DayOfWeek.of(day + 1));
                    }
                }));
        return days;
    }
}
