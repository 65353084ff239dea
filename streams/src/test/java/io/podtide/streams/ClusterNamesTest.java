package io.podtide.streams;

import static io.podtide.streams.APod.aPod;
import static io.podtide.streams.Times.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.Detection;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.rule.RuleBook;
import io.podtide.rules.Causes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kubeconfig that EKS has written names clusters by their ARN, which has a slash in it; keys are cut at slashes. */
class ClusterNamesTest {

    private static final String ARN = "arn:aws:eks:eu-west-1:1234:cluster/prod";
    private static final String SHORTER = "arn:aws:eks:eu-west-1:1234:cluster";
    private static final String NO_CPU = "0/3 nodes are available: 3 Insufficient cpu.";

    @TempDir
    Path stateDir;

    private final List<Observation> story = new ArrayList<>();

    private void heartbeats(String cluster, int from, int to) {
        for (int i = from; i <= to; i++) {
            story.add(new ClusterClock(cluster, minute(i), Mark.HEARTBEAT, null));
        }
    }

    @Test
    void timeBringsAboutInItWhatItDoesElsewhere() {
        var cart = aPod(ARN, "cart-1", minute(0)).unschedulable(NO_CPU, minute(0));
        story.add(cart.at(minute(0)));
        heartbeats(ARN, 1, 8);
        story.add(cart.bound("node-1", minute(8)).runs(minute(8)).at(minute(8)));
        heartbeats(ARN, 9, 20);
        assertThat(Line.of(told()))
                .containsExactly(
                        "+300s PENDING of " + ARN + "/cart: r1 OPEN, INSUFFICIENT_RESOURCES, 0 times, [cart-1]",
                        "+780s PENDING of " + ARN
                                + "/cart: r2 RESOLVED RECOVERED, INSUFFICIENT_RESOURCES, 0 times, [cart-1]");
    }

    @Test
    void theListOfAClusterWhoseNameItBeginsWithDoesNotTakeItsPodsAway() {
        var cart = aPod(ARN, "cart-1", minute(0)).unschedulable(NO_CPU, minute(0));
        story.add(cart.at(minute(0)));
        story.add(aPod(SHORTER, "till-1", minute(1)).runs(minute(1)).listedAt(minute(1)));
        story.add(new ClusterClock(SHORTER, minute(1), Mark.SYNCED, minute(1)));
        heartbeats(ARN, 1, 8);
        assertThat(Line.of(told()))
                .containsExactly(
                        "+300s PENDING of " + ARN + "/cart: r1 OPEN, INSUFFICIENT_RESOURCES, 0 times, [cart-1]");
    }

    private List<Incident> told() {
        var detection = new Detection(RuleBook.DEFAULTS, Causes.builtIn());
        var replayed =
                story.stream().flatMap(o -> detection.observe(o).stream()).toList();
        try (var pipeline = new DrivenPipeline(stateDir)) {
            for (var observation : story) {
                pipeline.observes(observation).waits(Duration.ofSeconds(1));
            }
            assertThat(pipeline.incidents()).isEqualTo(replayed);
        }
        return replayed;
    }
}
