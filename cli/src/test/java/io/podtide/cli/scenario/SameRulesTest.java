package io.podtide.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.pod.PodTrack;
import io.podtide.detect.pod.PodTracker;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.state.Step;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.rules.Causes;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A task judges all its pods anew when it begins: with the rules of before nothing may come of it, whatever they show. */
class SameRulesTest {

    private static final PodTracker TRACKER = new PodTracker(RuleBook.DEFAULTS, Causes.builtIn());

    @TestFactory
    Stream<DynamicTest> judging_anew_by_the_same_rules_changes_nothing() throws IOException {
        return Stream.concat(Stream.of(Scenario.bundled()), Scenario.all())
                .map(scenario -> DynamicTest.dynamicTest(
                        scenario.toString(), () -> assertSame(Scenario.observations(scenario))));
    }

    private static void assertSame(List<Observation> observations) {
        var tracks = new HashMap<String, PodTrack>();
        for (var observation : observations) {
            if (observation instanceof PodStatus status) {
                keep(tracks, status.key(), TRACKER.status(track(tracks, status.key()), status), observation);
            } else if (observation instanceof KubeEvent event
                    && event.regarding().kind().equals("Pod")) {
                keep(tracks, event.key(), TRACKER.event(track(tracks, event.key()), event), observation);
            }
        }
        assertThat(tracks).isNotEmpty();
    }

    private static PodTrack track(Map<String, PodTrack> tracks, String key) {
        return tracks.getOrDefault(key, new PodTrack.Nothing());
    }

    private static void keep(
            Map<String, PodTrack> tracks, String key, Step<PodTrack, SymptomChange> step, Observation observation) {
        var now = TRACKER.time(step.state(), observation.observedAt()).state();
        assertThat(TRACKER.ruled(now, observation.observedAt()))
                .as("%s at %s", key, observation.observedAt())
                .isEqualTo(Step.to(now));
        tracks.put(key, now);
    }
}
