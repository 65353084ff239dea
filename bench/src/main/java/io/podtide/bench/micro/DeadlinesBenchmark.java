package io.podtide.bench.micro;

import io.podtide.detect.state.Deadlines;
import io.podtide.detect.state.Deadlines.Due;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Deadlines of many pods: what a look costs when none is due, and what it costs to set one anew. */
@State(Scope.Thread)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DeadlinesBenchmark {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration FIRST_DUE = Duration.ofMinutes(5);

    @Param({"10000", "1000000"})
    private int armed;

    private final Deadlines<String> deadlines = new Deadlines<>();
    private String[] keys = {};
    private int next;
    private long looks;

    @Setup
    public void arm() {
        keys = new String[armed];
        for (int i = 0; i < armed; i++) {
            keys[i] = "cluster/" + i;
            deadlines.arm(keys[i], NOW.plus(FIRST_DUE).plusSeconds(i % 600));
        }
    }

    /** As time goes on: a millisecond with each look, until shortly before the first is due, and over again. */
    @Benchmark
    public Optional<Due<String>> lookWhenNoneIsDue() {
        return deadlines.poll(NOW.plusMillis(looks++ % FIRST_DUE.toMillis()));
    }

    /** As a pod that fails, is mended and fails: the one it had is given up. */
    @Benchmark
    public void setAndClear() {
        next = next + 1 == armed ? 0 : next + 1;
        deadlines.arm(keys[next], null);
        deadlines.arm(keys[next], NOW.plus(FIRST_DUE).plusSeconds(next % 600));
    }
}
