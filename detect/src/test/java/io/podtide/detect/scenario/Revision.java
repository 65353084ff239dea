package io.podtide.detect.scenario;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Resolution;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.scenario.Chronicle.Told;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a story expects of one revision: as much of it as it names. */
public record Revision(Map<String, Object> named) {

    private static final Map<String, Function<Incident, Object>> FIELDS = Map.ofEntries(
            Map.entry("kind", Incident::kind),
            Map.entry("scope", Incident::scope),
            Map.entry("node", i -> String.valueOf(i.node())),
            Map.entry("workload", i -> String.valueOf(i.workload())),
            Map.entry("at", Incident::updatedAt),
            Map.entry("startedAt", Incident::startedAt),
            Map.entry("openedAt", Incident::openedAt),
            Map.entry("cause", Incident::cause),
            Map.entry("detail", Incident::causeDetail),
            Map.entry("occurrences", Incident::occurrences),
            Map.entry("resolution", i -> String.valueOf(i.resolution())),
            Map.entry("rule", Incident::rule),
            Map.entry("container", i -> String.valueOf(i.container())),
            Map.entry("severity", i -> i.severity().name()),
            Map.entry("parentId", i -> String.valueOf(i.parentId())),
            Map.entry("reopened", Incident::reopened),
            Map.entry("pods", i -> i.pods().stream().map(Incident.Member::name).toList()));

    public static Revision opened(Kind kind) {
        return new Revision(Map.of("what", "opened")).with("kind", kind);
    }

    public static Revision reopened(Kind kind) {
        return new Revision(Map.of("what", "reopened")).with("kind", kind);
    }

    public static Revision changed(Kind kind) {
        return new Revision(Map.of("what", "changed")).with("kind", kind);
    }

    public static Revision unknown(Kind kind) {
        return new Revision(Map.of("what", "unknown")).with("kind", kind);
    }

    public static Revision resolved(Kind kind, Resolution how) {
        return new Revision(Map.of("what", "resolved")).with("kind", kind).with("resolution", how.name());
    }

    public Revision at(Instant updatedAt) {
        return with("at", updatedAt);
    }

    public Revision startedAt(Instant time) {
        return with("startedAt", time);
    }

    public Revision openedAt(Instant time) {
        return with("openedAt", time);
    }

    public Revision cause(String id) {
        return with("cause", id);
    }

    public Revision detail(Map<String, String> detail) {
        return with("detail", detail);
    }

    public Revision occurrences(long n) {
        return with("occurrences", n);
    }

    public Revision rule(String words) {
        return with("rule", words);
    }

    public Revision scope(Scope scope) {
        return with("scope", scope);
    }

    public Revision workload(String name) {
        return with("workload", name);
    }

    public Revision node(String name) {
        return with("node", name);
    }

    public Revision container(String name) {
        return with("container", name);
    }

    public Revision severity(String name) {
        return with("severity", name);
    }

    public Revision parentId(String id) {
        return with("parentId", id);
    }

    public Revision reopened(int times) {
        return with("reopened", times);
    }

    public Revision pods(String... names) {
        return with("pods", List.of(names));
    }

    /** The same fields of what has come, to be compared. */
    Revision of(Told told) {
        var same = new Revision(Map.of("what", told.what()));
        for (var name : named.keySet()) {
            var field = FIELDS.get(name);
            same = field == null ? same : same.with(name, field.apply(told.incident()));
        }
        return same;
    }

    /** All there is to compare of a revision that nobody expected. */
    static Revision unexpected(Told told) {
        return opened(told.incident().kind())
                .at(Instant.EPOCH)
                .workload("")
                .cause("")
                .rule("")
                .occurrences(0)
                .of(told);
    }

    private Revision with(String name, Object value) {
        var next = new LinkedHashMap<>(named);
        next.put(name, value);
        return new Revision(next);
    }

    @Override
    public String toString() {
        return named.toString();
    }
}
