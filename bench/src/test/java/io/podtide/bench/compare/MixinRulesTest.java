package io.podtide.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.podtide.simulate.fleet.Shape;
import io.podtide.simulate.take.Repertoire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real prometheus and promtool, where they are installed. */
class MixinRulesTest {

    private static final Instant FROM = Instant.parse("2026-03-01T06:00:00Z");

    @TempDir
    private Path directory;

    @BeforeEach
    void isInstalled() {
        assumeThat(Prometheus.missing()).as("what is not installed").isEmpty();
    }

    @Test
    void promtoolAcceptsTheRules() throws IOException, InterruptedException {
        var check = new ProcessBuilder(
                        "promtool",
                        "check",
                        "rules",
                        Prometheus.rules(directory).toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(check.waitFor()).as(said).isZero();
        assertThat(said).contains("10 rules found");
    }

    /** What Podtide misses is its own tests' business; an alert that waits a quarter of an hour cannot come sooner. */
    @Test
    @Tag("slow")
    void bothSidesFindTheFailuresOfAFleet() throws IOException, InterruptedException {
        var shape = new Shape(1, 1, 3, 10, 0, FROM, FROM.plus(Duration.ofHours(2)), 1, 96, 0, 0);
        var judgements = new FindingsRun(directory, shape).run(Repertoire.lasting(Duration.ofMinutes(30)));

        var alerts = judgements.get("Prometheus");
        assertThat(alerts).isNotNull();
        var found =
                alerts.verdicts().stream().filter(Judgement.Verdict::isFound).toList();
        assertThat(found).isNotEmpty();
        assertThat(found)
                .allSatisfy(verdict -> assertThat(verdict.delay())
                        .hasValueSatisfying(delay -> assertThat(delay).isGreaterThan(Duration.ofMinutes(14))));
        assertThat(judgements.get("Podtide").verdicts())
                .hasSameSizeAs(alerts.verdicts())
                .anyMatch(Judgement.Verdict::isFound);
    }
}
