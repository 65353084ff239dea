package io.podtide.cli.scenario;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.rule.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What was done to one workload while a scenario was recorded, and what a careful person would say of it.
 *
 * @param subject as in {@link Incident#subject()}, without the cluster
 * @param expected by {@code yes}, {@code no} or {@code may}
 * @param kinds any of them will do, the first is the best
 * @param causes any of them will do
 * @param began when it was done
 * @param until when it was over
 * @param met when the rule was met; {@link #until} where nobody has worked it out
 */
record TruthRow(
        String scenario,
        String subject,
        String expected,
        List<String> kinds,
        Set<String> causes,
        Instant began,
        Instant until,
        Instant met) {

    /** Those that this copy of the truth judges. */
    static final Set<Kind> KINDS = Set.of(Kind.RESTART_LOOP, Kind.OOM, Kind.PENDING, Kind.TERMINATING);

    private static final int EXPECT_DEFAULT = 4;
    private static final int MET_DEFAULT = 10;

    static List<TruthRow> read(RuleBook rules) throws IOException {
        int shorter = rules.equals(RuleBook.DEFAULTS) ? 0 : 1;
        try (Stream<String> lines = Files.lines(Scenario.FOLDER.resolve("truth.tsv"))) {
            return lines.skip(1)
                    .map(line -> of(List.of(line.split("\t")), shorter))
                    .toList();
        }
    }

    private static TruthRow of(List<String> cells, int shorter) {
        var until = Instant.parse(cells.get(9));
        var met = cells.get(MET_DEFAULT + shorter);
        return new TruthRow(
                cells.get(0),
                cells.get(2) + '/' + cells.get(1) + '/' + cells.get(3),
                cells.get(EXPECT_DEFAULT + shorter),
                List.of(cells.get(6).split("\\|")),
                Set.of(cells.get(7).split("\\|")),
                Instant.parse(cells.get(8)),
                until,
                met.equals("-") ? until : Instant.parse(met));
    }

    /** There must be an incident, and its kind is one that is judged. */
    boolean demands() {
        return expected.equals("yes")
                && KINDS.stream().anyMatch(kind -> kind.name().equals(kinds.get(0)));
    }

    boolean isAbout(Incident incident) {
        return incident.subject().equals(incident.cluster() + '/' + subject);
    }

    /** A revision that says what this says, while it went on. */
    boolean isToldBy(Incident revision) {
        return isAbout(revision)
                && kinds.contains(revision.kind().name())
                && revision.state() == State.OPEN
                && !revision.updatedAt().isBefore(began)
                && !revision.updatedAt().isAfter(until);
    }

    /** Somebody who knows what happened would not be surprised by what was said of one incident, and in the end. */
    boolean explains(List<Incident> revisions) {
        var last = revisions.get(revisions.size() - 1);
        return !expected.equals("no") && revisions.stream().anyMatch(this::isToldBy) && causes.contains(last.cause());
    }

    @Override
    public String toString() {
        return scenario + ": " + subject + " " + kinds + " " + causes + " from " + began + " to " + until + ", met "
                + met;
    }
}
