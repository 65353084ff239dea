package io.podtide.streams;

import static io.podtide.streams.APod.aPod;
import static io.podtide.streams.Times.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podtide.detect.incident.Incident;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told, in figures, which do not change what is told. */
class StreamsMetersTest {

    private static final String NO_CPU = "0/3 nodes are available: 3 Insufficient cpu.";

    @TempDir
    Path stateDir;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final StreamsMeters meters = new StreamsMeters(registry);

    @Test
    void howLateItIsToldAndHowLongTheFailureStoodByThen() {
        try (var pipeline = open()) {
            pipeline.waits(Duration.ofMinutes(10)); // so late are the records read
            aPodIsPending(pipeline);

            assertThat(lag().count()).isEqualTo(1);
            assertThat(lag().totalTime(TimeUnit.SECONDS)).isCloseTo(301, within(1.0));
            assertThat(delay("PENDING").count()).isEqualTo(1);
            assertThat(delay("PENDING").totalTime(TimeUnit.SECONDS)).isCloseTo(601, within(1.0));
            assertThat(delay("OOM").count()).isZero();
            assertThat(revisions("PENDING")).isEqualTo(1);
        }
    }

    @Test
    void aSilentClusterShowsNothingThatCouldBeLate() {
        try (var pipeline = open()) {
            aPodIsPending(pipeline);
            pipeline.waits(Duration.ofSeconds(61));

            assertThat(pipeline.incidents()).hasSize(2);
            assertThat(lag().count()).isEqualTo(1);
            assertThat(incidents("PENDING", "open")).isZero();
            assertThat(incidents("PENDING", "unknown")).isEqualTo(1);
            assertThat(incidents("CLUSTER_SILENT", "open")).isEqualTo(1);
            assertThat(revisions("PENDING")).isEqualTo(2);

            pipeline.hearsFrom("prod", minute(8));
            assertThat(lines(pipeline.incidents()))
                    .containsExactly("PENDING r3 OPEN at 7m", "CLUSTER_SILENT r2 RESOLVED at 7m");
            assertThat(lag().count()).as("it is seen again").isEqualTo(2);
        }
    }

    @Test
    void whatIsDatedBeforeTheEndOfASilenceIsNotLate() {
        try (var pipeline = open()) {
            for (var name : List.of("web-1", "cart-1", "mail-1")) {
                var pod =
                        aPod("prod", name, minute(0)).bound("node-1", minute(0)).runs(minute(0));
                pipeline.observes(pod.at(minute(0)), pod.isOomKilled(minute(1)).at(minute(1)));
            }
            pipeline.hearsFrom("prod", minute(2));
            assertThat(lines(pipeline.incidents())).containsExactly("OOM r1 OPEN at 1m");
            assertThat(lag().count()).isEqualTo(1);

            pipeline.waits(Duration.ofSeconds(61)).waits(Duration.ofHours(3));
            assertThat(lines(pipeline.incidents()))
                    .containsExactlyInAnyOrder("OOM r2 UNKNOWN at 1m", "CLUSTER_SILENT r1 OPEN at 3m");
            pipeline.hearsFrom("prod", minute(190));
            assertThat(lines(pipeline.incidents()))
                    .containsExactlyInAnyOrder(
                            "OOM r3 OPEN at 1m", "OOM r4 RESOLVED at 16m", "CLUSTER_SILENT r2 RESOLVED at 189m");
            assertThat(revisions("OOM")).isEqualTo(4);
            assertThat(lag().count()).isEqualTo(1);
        }
    }

    @Test
    void whatIsOpenIsKnownToWhoHasTheTaskThoughAnotherHasToldIt() {
        Incident told;
        try (var pipeline = open()) {
            told = aPodIsPending(pipeline);
            assertThat(incidents("PENDING", "open")).isEqualTo(1);
        }
        assertThat(incidents("PENDING", "open")).as("the task is closed").isZero();

        var another = lastStepWith(told);
        try (another) {
            assertThat(incidents("PENDING", "open")).isEqualTo(1);
            assertThat(revisions("PENDING")).as("told before").isEqualTo(1);
            assertThat(lag().count()).isEqualTo(1);
        }
    }

    @Test
    void whatIsOverIsOpenNoMore() {
        try (var pipeline = open()) {
            aPodIsPending(pipeline);
            pipeline.observes(aPod("prod", "cart-1", minute(0))
                    .bound("node-1", minute(6))
                    .runs(minute(6))
                    .at(minute(6)));
            pipeline.hearsFrom("prod", minute(20));

            assertThat(pipeline.incidents()).isNotEmpty();
            assertThat(incidents("PENDING", "open")).isZero();
            assertThat(incidents("PENDING", "unknown")).isZero();
        }
    }

    private DrivenPipeline open() {
        return new DrivenPipeline(DrivenPipeline.stages().withMeters(meters), stateDir);
    }

    /** Alone, of a task that has this in its store when it begins. */
    private TopologyTestDriver lastStepWith(Incident told) {
        var stages = DrivenPipeline.stages().withMeters(meters);
        var incidents = stages.stores().incidents();
        var builder = new StreamsBuilder();
        builder.addStateStore(Stores.durable(Stores.INCIDENTS, incidents).withLoggingDisabled());
        builder.stream("revisions", Consumed.with(Serdes.String(), incidents))
                .process(() -> new Restored(told), Stores.INCIDENTS)
                .processValues(stages.measureIncidents(), Stores.INCIDENTS);
        return new TopologyTestDriver(builder.build(), DrivenPipeline.properties(stateDir));
    }

    /** It begins before the steps after it. */
    private record Restored(Incident told) implements Processor<String, Incident, String, Incident> {
        @Override
        public void init(ProcessorContext<String, Incident> context) {
            KeyValueStore<String, Incident> incidents = context.getStateStore(Stores.INCIDENTS);
            incidents.put(told.id(), told);
        }

        @Override
        public void process(Record<String, Incident> record) {}
    }

    private static List<String> lines(List<Incident> incidents) {
        return incidents.stream()
                .map(i -> "%s r%d %s at %dm"
                        .formatted(
                                i.kind(),
                                i.revision(),
                                i.state(),
                                Duration.between(Times.START, i.updatedAt()).toMinutes()))
                .toList();
    }

    private static Incident aPodIsPending(DrivenPipeline pipeline) {
        pipeline.observes(aPod("prod", "cart-1", minute(0))
                .unschedulable(NO_CPU, minute(0))
                .at(minute(0)));
        pipeline.hearsFrom("prod", minute(6));
        var told = pipeline.incidents();
        assertThat(told).hasSize(1);
        return told.get(0);
    }

    private Timer lag() {
        return registry.get("podtide.incident.lag").timer();
    }

    private Timer delay(String kind) {
        return registry.get("podtide.incident.detection.delay")
                .tag("kind", kind)
                .timer();
    }

    private double revisions(String kind) {
        return registry.get("podtide.incident.revisions")
                .tag("kind", kind)
                .counter()
                .count();
    }

    private double incidents(String kind, String state) {
        return registry.get("podtide.incidents")
                .tags("kind", kind, "state", state)
                .gauge()
                .value();
    }
}
