package io.podtide.simulate.fleet;

import io.podtide.simulate.take.Scene;
import io.podtide.simulate.take.SharedScene;
import io.podtide.simulate.take.Truth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One and the same failure in several clusters, and the truth about it as one of the fleet. */
final class Outbreak {

    private final SharedScene shared;
    private final Map<Integer, Long> begins;
    private final Consumer<List<String>> truth;
    private final Set<String> failing = new TreeSet<>();
    private final List<List<String>> rows = new ArrayList<>();

    /** @param begins epoch milliseconds by the numbers of the clusters */
    Outbreak(SharedScene shared, Map<Integer, Long> begins, Consumer<List<String>> truth) {
        this.shared = shared;
        this.begins = Map.copyOf(begins);
        this.truth = truth;
    }

    /** What one cluster has of it. */
    record Part(Outbreak outbreak, long begin) {

        Scene scene() {
            return outbreak.shared.scene();
        }

        /** Some of it happens in this time. */
        boolean isWithin(long from, long to) {
            return begin < to && begin + scene().length() > from;
        }

        /** @param rows the truth about its workloads */
        void begun(String cluster, List<List<String>> rows) {
            outbreak.begun(cluster, rows);
        }
    }

    Optional<Part> in(int cluster) {
        return Optional.ofNullable(begins.get(cluster)).map(begin -> new Part(this, begin));
    }

    /** With the last of its clusters all is known of the fleet. */
    private void begun(String cluster, List<List<String>> its) {
        failing.add(cluster);
        its.stream().filter(row -> cell(row, "expect_default").equals("yes")).forEach(rows::add);
        if (failing.size() == begins.size()) {
            truth.accept(row());
        }
    }

    private List<String> row() {
        return Truth.row(Map.of(
                "workload_kind",
                "Fleet",
                "workload",
                shared.thing(),
                "expect_default",
                "yes",
                "expect_short",
                "yes",
                "kind",
                acceptedByAll("kind"),
                "cause",
                acceptedByAll("cause"),
                "began",
                times("began").findFirst().orElseThrow().toString(),
                "until",
                last("until"),
                "ended",
                last("ended"),
                "what",
                cell(rows.get(0), "what") + " in " + String.join(", ", failing)));
    }

    private String acceptedByAll(String column) {
        var accepted = new LinkedHashSet<String>();
        for (var row : rows) {
            var own = Arrays.asList(cell(row, column).split("\\|"));
            if (accepted.isEmpty()) {
                accepted.addAll(own);
            }
            accepted.retainAll(own);
        }
        return String.join("|", accepted);
    }

    private String last(String column) {
        return times(column).reduce((earlier, later) -> later).orElseThrow().toString();
    }

    private Stream<Instant> times(String column) {
        return rows.stream().map(row -> Instant.parse(cell(row, column))).sorted();
    }

    private static String cell(List<String> row, String column) {
        return row.get(Truth.columns().indexOf(column));
    }
}
