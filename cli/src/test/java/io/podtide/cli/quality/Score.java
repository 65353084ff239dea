package io.podtide.cli.quality;

import io.podtide.cli.quality.TruthRow.Expected;
import io.podtide.detect.incident.Incident;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was told of one scenario, held against its truth: each incident answers the rows that it overlaps in time, of its subject or,
 * for one of a node or more, of its members.
 */
final class Score {

    /** So far an incident may miss its row in time. */
    private static final Duration SLACK = Duration.ofSeconds(60);

    private static final Set<String> NO_LASTING_STATE = Set.of("Job", "CronJob", "Namespace");

    private final List<TruthRow> rows;
    private final List<Told> incidents;
    private final Map<String, Told> byId;
    private final Map<String, Subject> owners;
    private final Map<TruthRow, List<Told>> answers = new LinkedHashMap<>();
    private final List<Told> extra = new ArrayList<>();

    /** @param owners workloads by the uids of their pods */
    Score(List<TruthRow> rows, List<Incident> revisions, Map<String, Subject> owners) {
        this.rows = rows;
        this.incidents = Told.of(revisions);
        this.byId = incidents.stream().collect(Collectors.toMap(Told::id, told -> told));
        this.owners = owners;
        incidents.forEach(this::judge);
    }

    /** One demanded row, and what was told of it. */
    record Result(TruthRow row, List<Told> told, int failures) {

        boolean found() {
            return !told.isEmpty();
        }

        boolean kind() {
            return told.stream().anyMatch(row::accepts);
        }

        boolean cause() {
            var right = told.stream().filter(row::accepts).toList();
            return right.stream().anyMatch(t -> row.causes().contains(t.cause()));
        }

        /** From when the rule was met until it was told; empty where nobody has worked out when it was met. */
        Stream<Duration> delay() {
            var met = row.met();
            var seen = row.seen();
            if (met == null || seen == null) {
                return Stream.empty();
            }
            return told.stream()
                    .filter(row::accepts)
                    .map(Told::opened)
                    .min(Comparator.naturalOrder())
                    .filter(opened -> !opened.isBefore(row.began().minusSeconds(1)))
                    .map(opened -> opened.isBefore(met)
                            ? Duration.between(met, opened)
                            : opened.isBefore(seen) ? Duration.ZERO : Duration.between(seen, opened))
                    .stream();
        }

        /** Said to be over while it went on. */
        List<Told> resolvedEarly() {
            if (NO_LASTING_STATE.contains(row.subject().kind())
                    || Set.of("EVICTED", "POD_FAILED").contains(row.kinds().get(0))) {
                return List.of();
            }
            var end = (row.ended().isBefore(row.until()) ? row.ended() : row.until()).minusSeconds(5);
            var met = row.met() == null ? row.began() : row.met();
            return told.stream()
                    .filter(row::accepts)
                    .filter(t -> t.resolutions().anyMatch(at -> at.isAfter(met) && at.isBefore(end)))
                    .toList();
        }
    }

    List<Result> results() {
        return rows.stream()
                .filter(TruthRow::demands)
                .map(row -> {
                    var told = answers.getOrDefault(row, List.of());
                    var failures = told.stream().map(this::root).distinct().count();
                    return new Result(row, told.isEmpty() ? weak(row) : told, (int) failures);
                })
                .toList();
    }

    /** Incidents that no row explains. */
    List<Told> extra() {
        return List.copyOf(extra);
    }

    List<Told> incidents() {
        return incidents;
    }

    private void judge(Told incident) {
        var own = incident.subject();
        var useful = false;
        var verdicts = new ArrayList<Verdict>();
        for (var subject : subjects(incident, own)) {
            var verdict = verdict(incident, subject);
            verdicts.add(verdict);
            verdict.answered.forEach(
                    row -> answers.computeIfAbsent(row, r -> new ArrayList<>()).add(incident));
            useful |= !verdict.answered.isEmpty();
        }
        boolean forbidden = own != null && !verdicts.isEmpty() && verdicts.get(0).forbidden;
        if (!useful || forbidden) {
            extra.add(incident);
        }
    }

    private record Verdict(List<TruthRow> answered, boolean forbidden) {}

    private Verdict verdict(Told incident, Subject subject) {
        var own = rows.stream()
                .filter(row ->
                        row.subject().equals(subject) || row.subject().equals(Subject.allOf(subject.namespace())))
                .toList();
        var pools = Stream.of(Duration.ZERO, SLACK)
                .map(slack -> own.stream()
                        .filter(row -> row.overlaps(incident, slack))
                        .toList())
                .toList();
        for (var pool : pools) {
            for (var expected : List.of(Expected.YES, Expected.MAY)) {
                var fit = pool.stream()
                        .filter(row -> row.expected() == expected && row.accepts(incident))
                        .toList();
                if (!fit.isEmpty()) {
                    return new Verdict(fit, false);
                }
            }
        }
        for (var pool : pools) { // of another kind: it counts against the failure itself
            var fit = pool.stream().filter(TruthRow::demands).toList();
            if (!fit.isEmpty()) {
                return new Verdict(fit, false);
            }
        }
        return new Verdict(List.of(), pools.get(1).stream().anyMatch(row -> row.expected() == Expected.NO));
    }

    private Set<Subject> subjects(Told incident, @Nullable Subject own) {
        var subjects = new LinkedHashSet<Subject>();
        if (own != null) {
            subjects.add(own);
        }
        if (own == null || Set.of("Node", "Fleet").contains(own.kind())) {
            incident.podUids()
                    .map(owners::get)
                    .filter(owner -> owner != null)
                    .sorted(Comparator.comparing(Subject::toString))
                    .forEach(subjects::add);
            incidents.stream()
                    .filter(child ->
                            !child.id().equals(incident.id()) && root(child).equals(incident.id()))
                    .map(Told::subject)
                    .filter(subject -> subject != null)
                    .forEach(subjects::add);
        }
        return subjects;
    }

    /** A node is also told of by incidents of workloads that name it. */
    private List<Told> weak(TruthRow row) {
        if (!row.subject().kind().equals("Node")) {
            return List.of();
        }
        return incidents.stream()
                .filter(told -> row.accepts(told) && row.overlaps(told, SLACK))
                .filter(told -> row.subject().name().equals(told.last().node()))
                .toList();
    }

    private String root(Told incident) {
        var seen = new LinkedHashSet<String>();
        var at = incident;
        while (seen.add(at.id())) {
            var parent = at.last().parentId();
            at = parent == null ? at : byId.getOrDefault(parent, at);
        }
        return at.id();
    }
}
