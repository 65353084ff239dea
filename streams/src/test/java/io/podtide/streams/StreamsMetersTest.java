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
import java.util.concurrent.TimeUnit;
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

        meters.known(told);
        assertThat(incidents("PENDING", "open")).isEqualTo(1);
        assertThat(revisions("PENDING")).as("told before").isEqualTo(1);
        assertThat(lag().count()).isEqualTo(1);
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
