package io.podtide.bench.scale;

import io.podtide.bench.Figures;
import io.podtide.bench.Scratch;
import java.io.IOException;
import java.util.concurrent.ExecutionException;

/** One instance reads the whole fleet with so many threads. */
final class OneInstance {

    private OneInstance() {}

    static void measure(FleetInKafka fleet, int threads, int run, Figures figures)
            throws IOException, InterruptedException, ExecutionException {
        var group = "threads-" + threads + "-" + run;
        var state = fleet.state(group);
        var race = fleet.race();
        try (var instance = fleet.start(group, state, threads)) {
            var result = race.run(group, instance.process());
            figures.add(Growth.PER_SECOND, result.perSecond());
            figures.add(Growth.CPU, result.cpuMicros());
            figures.add(Growth.BUSY, 100 * result.busy());
            figures.add(Growth.PEAK_MEMORY, instance.process().peakMemory());
        }
        race.forget(group);
        Scratch.delete(state.path());
    }
}
