package io.podtide.bench.scale;

import io.podtide.bench.Figures;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** Measures fleet after fleet, and tells each figure as soon as it is there: a run takes long, and may be broken off. */
final class ScaleRun {

    /** What can be measured. */
    enum Part {
        /** Every fleet: speed, memory over its time, state, starts. */
        GROWTH,
        /** The last fleet with 1, 2 and 4 threads. */
        THREADS,
        /** The last fleet with two instances, without and with a standby of each task; one is killed. */
        INSTANCES
    }

    private static final List<Integer> THREADS = List.of(1, 2, 4);

    private final StreamsOptions streams;
    private final List<String> life;
    private final Set<Part> parts;
    private final int threadRuns;
    private final Map<String, Figures> growths = new LinkedHashMap<>();
    private final Map<String, Figures> byThreads = new LinkedHashMap<>();
    private final long began = System.nanoTime();
    private boolean whole = true;

    /**
     * @param life further options of {@code podtide simulate}
     * @param threadRuns with each number of threads
     */
    ScaleRun(StreamsOptions streams, List<String> life, Set<Part> parts, int threadRuns) {
        this.streams = streams;
        this.life = life;
        this.parts = parts;
        this.threadRuns = threadRuns;
    }

    /** @return whether all of it could be measured */
    boolean measure(List<FleetSize> fleets) throws IOException, InterruptedException {
        var last = fleets.get(fleets.size() - 1);
        for (var size : parts.contains(Part.GROWTH) ? fleets : List.of(last)) {
            try (var fleet = FleetInKafka.fill(size, streams, life)) {
                progress(size, "written to Kafka");
                attempt(Part.GROWTH, fleet, this::growth);
                if (size.equals(last)) {
                    attempt(Part.THREADS, fleet, this::threads);
                    sizing(size);
                    attempt(Part.INSTANCES, fleet, this::instances);
                }
            }
        }
        return whole;
    }

    private interface Measurement {
        void of(FleetInKafka fleet) throws IOException, InterruptedException, ExecutionException;
    }

    /** Nobody may be there to see it fail: the others go on. */
    private void attempt(Part part, FleetInKafka fleet, Measurement measurement) throws InterruptedException {
        if (!parts.contains(part)) {
            return;
        }
        try {
            measurement.of(fleet);
        } catch (IOException | ExecutionException | RuntimeException e) {
            whole = false;
            progress(fleet.size(), part + " could not be measured: " + e);
        }
    }

    private void growth(FleetInKafka fleet) throws IOException, InterruptedException, ExecutionException {
        var size = fleet.size();
        var growth = Growth.measure(fleet);
        growths.put(size.name(), growth.figures());
        progress(size, "growth");
        print(size.name() + ", as time goes on", Churn.table(growth.churn()));
        print(size.name() + ", what is kept of a pod", growth.states().table());
        print("one instance, threads: " + streams.threads(), Figures.beside(growths));
    }

    private void threads(FleetInKafka fleet) throws IOException, InterruptedException, ExecutionException {
        for (int run = 1; run <= threadRuns; run++) {
            for (int threads : THREADS) {
                var figures = byThreads.computeIfAbsent("threads: " + threads, n -> new Figures());
                OneInstance.measure(fleet, threads, run, figures);
                progress(fleet.size(), "threads: " + threads + ", run " + run);
            }
        }
        byThreads.forEach((name, figures) -> print(fleet.size().name() + ", one instance, " + name, figures.table()));
        print(fleet.size().name() + ", one instance", Figures.beside(byThreads));
    }

    private void instances(FleetInKafka fleet) throws IOException, InterruptedException, ExecutionException {
        var columns = new LinkedHashMap<String, Figures>();
        for (int standbys : List.of(0, 1)) {
            columns.put("standbys: " + standbys, TakeOver.measure(fleet, standbys));
            progress(fleet.size(), "two instances, standbys: " + standbys);
        }
        print(fleet.size().name() + ", two instances of one thread, one is killed", Figures.beside(columns));
    }

    private void sizing(FleetSize size) {
        var growth = growths.get(size.name());
        if (growth != null) {
            var oneThread = Optional.ofNullable(byThreads.get("threads: 1"));
            print("for docs/sizing.md", SizingInputs.table(SizingInputs.of(size.pods(), growth, oneThread)));
        }
    }

    private static void print(String title, String table) {
        System.out.printf("%n%s%n%n%s", title, table);
    }

    private void progress(FleetSize size, String done) {
        System.err.printf(
                Locale.ROOT, "%s: %s, %.0f s since the start%n", size.name(), done, (System.nanoTime() - began) / 1e9);
    }
}
