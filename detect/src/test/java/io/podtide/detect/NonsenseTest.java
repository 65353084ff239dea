package io.podtide.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.scenario.Causes;
import io.podtide.detect.scenario.Chronicle;
import io.podtide.detect.scenario.Nonsense;
import io.podtide.detect.scenario.Times;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an API server may send, nothing breaks, and every revision follows from the one before it. */
class NonsenseTest {

    private static final int STATUSES = 10_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ten_thousand_random_observations_break_nothing(long seed) {
        var detection = new Detection(RuleBook.DEFAULTS, Causes.FEW);
        var chronicle = new Chronicle();
        var story = story(seed);
        assertThatCode(() -> story.forEach(o -> chronicle.add(detection.observe(o))))
                .doesNotThrowAnyException();
        assertThat(chronicle.all()).hasSizeGreaterThan(100);
    }

    @Test
    void and_the_same_ones_give_the_same_incidents() {
        assertThat(revisions(story(7))).isEqualTo(revisions(story(7)));
    }

    @Test
    void when_all_pods_are_gone_everything_is_resolved_sooner_or_later() {
        var detection = new Detection(RuleBook.DEFAULTS, Causes.FEW);
        var story = story(11);
        story.forEach(detection::observe);
        var end = story.get(story.size() - 1).observedAt().plusSeconds(1);
        detection.observe(new ClusterClock("prod", end, Mark.SYNCED, end));
        detection.observe(new ClusterClock("prod", end, Mark.GAP_ENDED, end));
        detection.observe(new ClusterClock("prod", end.plus(Times.hours(48)), Mark.HEARTBEAT, null));
        assertThat(detection.incidents()).hasSizeGreaterThan(10);
        assertThat(detection.incidents())
                .filteredOn(i -> i.state() != State.RESOLVED)
                .extracting(Incident::summary)
                .isEmpty();
    }

    private static List<Incident> revisions(List<Observation> story) {
        var detection = new Detection(RuleBook.DEFAULTS, Causes.FEW);
        return story.stream().flatMap(o -> detection.observe(o).stream()).toList();
    }

    private static List<Observation> story(long seed) {
        var nonsense = new Nonsense(seed);
        var story = new ArrayList<Observation>();
        for (int i = 0; i < STATUSES; i++) {
            story.add(nonsense.next());
        }
        return story;
    }
}
