package io.podtide.bench.micro;

import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.pod.PodTrack;
import io.podtide.detect.pod.PodTracker;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.state.Step;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.rules.Causes;
import io.podtide.streams.Stores;
import io.podtide.wire.registry.SchemaIds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serde;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a status makes of the state of its pod, and that state from its bytes and to them. */
@State(Scope.Thread)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StepBenchmark {

    private static final String STORE = "pods";

    private final PodTracker tracker = new PodTracker(RuleBook.DEFAULTS, Causes.builtIn());
    private final Serde<PodTrack> serde = Stores.of(SchemaIds.fixed()).pods();
    private final List<Moment> moments = new ArrayList<>();
    private final List<PodTrack> states = new ArrayList<>();
    private final List<byte[]> records = new ArrayList<>();
    private int next;

    /** A status has come, and so was its pod before. */
    private record Moment(PodTrack before, PodStatus status) {}

    @Setup
    public void follow() throws IOException {
        var tracks = new HashMap<String, PodTrack>();
        for (var status : Statuses.recorded()) {
            var before = tracks.getOrDefault(status.key(), new PodTrack.Nothing());
            moments.add(new Moment(before, status));
            var after = tracker.status(before, status).state();
            tracks.put(status.key(), after);
            if (!(after instanceof PodTrack.Nothing)) {
                states.add(after);
                records.add(serde.serializer().serialize(STORE, after));
            }
        }
    }

    @Benchmark
    public Step<PodTrack, SymptomChange> step() {
        var moment = moments.get(next(moments));
        return tracker.status(moment.before(), moment.status());
    }

    @Benchmark
    public byte[] encodeState() {
        return serde.serializer().serialize(STORE, states.get(next(states)));
    }

    @Benchmark
    public PodTrack decodeState() {
        return serde.deserializer().deserialize(STORE, records.get(next(records)));
    }

    private int next(List<?> of) {
        next = next + 1 >= of.size() ? 0 : next + 1;
        return next;
    }
}
