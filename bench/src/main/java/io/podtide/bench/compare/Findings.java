package io.podtide.bench.compare;

import io.podtide.bench.compare.Judgement.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one side has found, as a row of the table for each of the lengths of failures. */
final class Findings {

    static final String HEAD = """
            | | failures | found | of them, cause named right | wrongly resolved | times | time to fire, p50 | p90 | told of a failure found |
            |---|---|---|---|---|---|---|---|---|
            """;

    private final Judgement judgement;

    Findings(Judgement judgement) {
        this.judgement = judgement;
    }

    /** Of failures that lasted so long. */
    String row(String name, Predicate<Duration> length) {
        var verdicts = judgement.verdicts().stream()
                .filter(verdict -> length.test(verdict.failure().length()))
                .toList();
        var found = verdicts.stream().filter(Verdict::isFound).toList();
        var delays = found.stream()
                .map(Verdict::delay)
                .flatMap(Optional::stream)
                .sorted()
                .toList();
        long told = found.stream()
                .flatMap(verdict -> verdict.answers().stream())
                .distinct()
                .count();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d | %s | %s | %s |%n",
                name,
                verdicts.size(),
                found.size(),
                found.stream().filter(Verdict::isCauseRight).count(),
                found.stream().filter(verdict -> verdict.wrongEnds() > 0).count(),
                found.stream().mapToLong(Verdict::wrongEnds).sum(),
                quantile(delays, 0.5),
                quantile(delays, 0.9),
                found.isEmpty() ? "-" : String.format(Locale.ROOT, "%.2f", (double) told / found.size()));
    }

    /** By kind: of failures that lasted so long, what was missed. */
    String missed(Predicate<Duration> length) {
        return counted(judgement.verdicts().stream()
                .filter(verdict -> !verdict.isFound())
                .map(Verdict::failure)
                .filter(failure -> length.test(failure.length()))
                .map(failure -> failure.kinds().get(0)));
    }

    /** By the name of alert or incident: what nothing explains. */
    String falseSignals() {
        return counted(judgement.falseSignals().stream().map(Signal::name));
    }

    private static String counted(Stream<String> names) {
        var counts = names.collect(Collectors.groupingBy(each -> each, TreeMap::new, Collectors.counting()));
        return counts.isEmpty() ? "nothing" : counts.toString();
    }

    private static String quantile(List<Duration> sorted, double share) {
        return sorted.isEmpty()
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%.1f min",
                        sorted.get((int) Math.ceil(share * sorted.size()) - 1).toMillis() / 60_000.0);
    }
}
