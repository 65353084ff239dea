package io.podtide.cli.quality;

import io.podtide.cli.quality.Score.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The scores of many recordings, added up. */
final class Tally {

    private final List<Result> results = new ArrayList<>();
    private final List<Told> incidents = new ArrayList<>();
    private final List<Told> extra = new ArrayList<>();

    /** @param judged rows that count */
    void add(Score score, Predicate<TruthRow> judged) {
        score.results().stream().filter(result -> judged.test(result.row())).forEach(results::add);
        incidents.addAll(score.incidents());
        extra.addAll(score.extra());
    }

    int expected() {
        return results.size();
    }

    int found() {
        return count(Result::found);
    }

    int kind() {
        return count(Result::kind);
    }

    int cause() {
        return count(Result::cause);
    }

    List<Told> extra() {
        return List.copyOf(extra);
    }

    /** Incidents that one failure caused, on the average; those of one parent are one. */
    double perFailure() {
        return results.stream()
                .filter(r -> r.failures() > 0)
                .mapToInt(Result::failures)
                .average()
                .orElse(0);
    }

    int resolvedEarly() {
        return count(r -> !r.resolvedEarly().isEmpty());
    }

    List<Integer> revisions() {
        return incidents.stream().map(told -> told.revisions().size()).sorted().toList();
    }

    List<Duration> delays() {
        return results.stream().flatMap(Result::delay).sorted().toList();
    }

    int incidents() {
        return incidents.size();
    }

    /** Demanded rows whose best kind it is. */
    Map<String, Tally> byKind() {
        var byKind = new TreeMap<String, Tally>();
        for (var result : results) {
            byKind.computeIfAbsent(result.row().kinds().get(0), k -> new Tally())
                    .results
                    .add(result);
        }
        return byKind;
    }

    /** What is not as it should be, in words. */
    List<String> misses() {
        var misses = new ArrayList<String>();
        for (var r : results) {
            if (!r.cause()) {
                misses.add((r.found() ? r.kind() ? "another cause" : "another kind" : "not found") + ": " + r.row()
                        + "; told " + r.told());
            }
            if (r.failures() > 1) {
                misses.add("several: " + r.row() + "; told " + r.told());
            }
            if (!r.resolvedEarly().isEmpty()) {
                misses.add("resolved while it went on: " + r.row());
            }
        }
        extra.forEach(told -> misses.add("extra: " + told));
        return misses;
    }

    /** Of sorted values the one that this share of them does not exceed. */
    static <T> T quantile(List<T> sorted, double share) {
        return sorted.get(Math.min(sorted.size() - 1, (int) (share * sorted.size())));
    }

    String row(String name) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d | %.3f | %d |",
                name,
                expected(),
                found(),
                kind(),
                cause(),
                extra.size(),
                perFailure(),
                resolvedEarly());
    }

    private int count(Predicate<Result> what) {
        return (int) results.stream().filter(what).count();
    }
}
