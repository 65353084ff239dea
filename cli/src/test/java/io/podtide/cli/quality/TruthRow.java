package io.podtide.cli.quality;

import io.podtide.cli.scenario.Scenario;
import io.podtide.detect.rule.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was done to one workload or node while a scenario was recorded, and what a careful person would say of it. Written from
 * what was done, not from what Podtide makes of it.
 *
 * @param expected whether an incident must open ({@code yes}), must not ({@code no}), or may
 * @param kinds any of them will do, the first is the best
 * @param causes any of them will do
 * @param began when it was done
 * @param until when its symptom was over
 * @param met when the rule was met; null where nobody has worked it out
 * @param seen the first change recorded at or after that; null as {@code met}
 * @param ended when it was repaired, or the recording ended
 * @param recovered when the subject was well again after its repair; null if it never was
 * @param left for how long the recording went on after that
 * @param what names the deed: {@code N} and {@code X1} are disturbances of a node that show in many recordings
 */
record TruthRow(
        String scenario,
        Subject subject,
        Expected expected,
        List<String> kinds,
        Set<String> causes,
        Instant began,
        Instant until,
        @Nullable Instant met,
        @Nullable Instant seen,
        Instant ended,
        @Nullable Instant recovered,
        Duration left,
        String what) {

    enum Expected {
        YES,
        NO,
        MAY
    }

    private static final int COLUMNS = 18;

    static List<TruthRow> read(RuleBook rules) throws IOException {
        int shorter = rules.equals(RuleBook.DEFAULTS) ? 0 : 1;
        try (Stream<String> lines = Files.lines(Scenario.FOLDER.resolve("truth.tsv"))) {
            return lines.skip(1)
                    .map(line -> of(List.of(line.split("\t", COLUMNS)), shorter))
                    .toList();
        }
    }

    /** @param shorter 0 for the default rules, 1 for the short ones */
    static TruthRow of(List<String> cells, int shorter) {
        var met = time(cells.get(10 + shorter));
        var seen = time(cells.get(12 + shorter));
        return new TruthRow(
                cells.get(0),
                new Subject(cells.get(1), cells.get(2), cells.get(3)),
                Expected.valueOf(cells.get(4 + shorter).toUpperCase(Locale.ROOT)),
                Arrays.stream(cells.get(6).split("\\|"))
                        .filter(kind -> !kind.equals("none"))
                        .toList(),
                Arrays.stream(cells.get(7).split("\\|"))
                        .filter(cause -> !cause.equals("-"))
                        .collect(Collectors.toSet()),
                Instant.parse(cells.get(8)),
                Instant.parse(cells.get(9)),
                met,
                seen == null ? met : seen,
                Instant.parse(cells.get(14)),
                time(cells.get(15)),
                cells.get(16).equals("-")
                        ? Duration.ZERO
                        : Duration.ofMillis((long) (1_000 * Double.parseDouble(cells.get(16)))),
                cells.get(17));
    }

    private static @Nullable Instant time(String cell) {
        return cell.equals("-") ? null : Instant.parse(cell);
    }

    /** The same, some time later. */
    TruthRow later(Duration by) {
        return new TruthRow(
                scenario,
                subject,
                expected,
                kinds,
                causes,
                began.plus(by),
                until.plus(by),
                met == null ? null : met.plus(by),
                seen == null ? null : seen.plus(by),
                ended.plus(by),
                recovered == null ? null : recovered.plus(by),
                left,
                what);
    }

    /** The same, of another. */
    TruthRow of(Subject other) {
        return new TruthRow(
                scenario, other, expected, kinds, causes, began, until, met, seen, ended, recovered, left, what);
    }

    boolean demands() {
        return expected == Expected.YES;
    }

    boolean accepts(Told incident) {
        return kinds.contains(incident.kind()) || (expected == Expected.MAY && kinds.isEmpty());
    }

    /** An incident was open while this went on, or within {@code slack} of it. What must not be told must never be told. */
    boolean overlaps(Told incident, Duration slack) {
        return atAnyTime() || incident.isOpenWithin(began.minus(slack), until.plus(slack));
    }

    private boolean atAnyTime() {
        boolean healthy = kinds.isEmpty() || expected == Expected.NO;
        return healthy && !what.equals("N") && !what.equals("X1");
    }

    @Override
    public String toString() {
        return scenario + " " + subject + ": " + String.join("|", kinds) + " " + String.join("|", causes) + " from "
                + began + " to " + until;
    }
}
