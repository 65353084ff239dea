package io.podtide.streams;

import static io.podtide.streams.APod.aPod;
import static io.podtide.streams.Times.minute;
import static io.podtide.streams.Times.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.Detection;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.KubeEvent.Regarding;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.rule.RuleBook;
import io.podtide.rules.Causes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a kubelet says of its node comes another way than the statuses of the node's pods, and meets them in the third stage. */
class SystemOomTest {

    @TempDir
    Path stateDir;

    @Test
    void whatTheNodeSaysExplainsTheKillsOfItsPodsWhicheverComesFirst() {
        var cart = aPod("prod", "cart-1", minute(0)).bound("node-1", minute(0));
        var till = aPod("prod", "till-1", minute(0)).bound("node-1", minute(0));
        var story = new ArrayList<Observation>(List.of(
                cart.runs(minute(0)).at(minute(0)),
                till.runs(minute(0)).at(minute(0)),
                cart.isOomKilled(minute(1)).at(minute(1)),
                till.isOomKilled(minute(1)).at(minute(1)),
                cart.isOomKilled(minute(2)).at(minute(2)),
                ranOutOfMemory(second(122), minute(2)),
                till.isOomKilled(second(125)).at(second(125))));
        var detection = new Detection(RuleBook.DEFAULTS, Causes.builtIn());
        var replayed =
                story.stream().flatMap(o -> detection.observe(o).stream()).toList();
        assertThat(Line.of(replayed))
                .containsExactly(
                        "+120s OOM of prod/cart: r1 OPEN, MEMORY_LIMIT_EXCEEDED, 2 times, [cart-1]",
                        "+122s OOM of prod/cart: r2 OPEN, NODE_OUT_OF_MEMORY, 2 times, [cart-1]",
                        "+125s OOM of prod/till: r1 OPEN, NODE_OUT_OF_MEMORY, 2 times, [till-1]");
        try (var pipeline = new DrivenPipeline(stateDir)) {
            for (var observation : story) {
                pipeline.observes(observation).waits(Duration.ofSeconds(1));
            }
            assertThat(pipeline.incidents()).isEqualTo(replayed);
        }
    }

    private static KubeEvent ranOutOfMemory(Instant observedAt, Instant at) {
        return new KubeEvent(
                "prod",
                null,
                "oom-1",
                1,
                observedAt,
                new Regarding("Node", "", "node-1", "node-1", ""),
                true,
                "SystemOOM",
                "System OOM encountered, victim process: java, pid: 4711",
                "kubelet",
                "node-1",
                1,
                at,
                at);
    }
}
