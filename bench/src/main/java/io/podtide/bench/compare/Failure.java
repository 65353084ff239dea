package io.podtide.bench.compare;

import io.podtide.simulate.take.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A row of the truth: what was done to a workload or a node.
 *
 * @param expected whether it must be told of ({@code yes}), must not ({@code no}), or may be
 * @param kinds any of them will do
 * @param causes any of them will do
 * @param over when it was repaired, or its symptom had gone
 */
record Failure(
        Subject subject, Expected expected, List<String> kinds, Set<String> causes, Instant began, Instant over) {

    enum Expected {
        YES,
        NO,
        MAY
    }

    /** What happens at one moment, or ends of itself: nobody can say when it is over. */
    private static final Set<String> NO_LASTING_KIND = Set.of("EVICTED", "POD_FAILED");

    private static final Set<String> NO_LASTING_SUBJECT = Set.of("Job", "CronJob");

    /** @param row in the order of {@link Truth#columns} */
    static Failure of(List<String> row) {
        var until = Instant.parse(cell(row, "until"));
        var ended = Instant.parse(cell(row, "ended"));
        return new Failure(
                new Subject(
                        cell(row, "scenario"),
                        cell(row, "workload_kind"),
                        cell(row, "namespace"),
                        cell(row, "workload")),
                Expected.valueOf(cell(row, "expect_default").toUpperCase(Locale.ROOT)),
                List.of(cell(row, "kind").split("\\|", -1)),
                Set.of(cell(row, "cause").split("\\|", -1)),
                Instant.parse(cell(row, "began")),
                until.isBefore(ended) ? until : ended);
    }

    private static String cell(List<String> row, String column) {
        return row.get(Truth.columns().indexOf(column));
    }

    boolean isExpected() {
        return expected == Expected.YES;
    }

    Duration length() {
        return Duration.between(began, over);
    }

    /** It can be said to be over too early. */
    boolean isLasting() {
        return !NO_LASTING_KIND.contains(kinds.get(0)) && !NO_LASTING_SUBJECT.contains(subject.kind());
    }
}
