package io.podtide.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.rule.RuleBook;
import io.podtide.wire.IncidentJson;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Of a pod that nobody saw go, ingest knows who it was, and no more what it said last: that must make no difference, or its
 * memory would have to hold every pod whole.
 */
class UnseenDeletionTest {

    @TestFactory
    Stream<DynamicTest> whatAPodSaidLastIsNotNeededWhenItIsGone() throws IOException {
        return Scenario.all()
                .map(scenario -> DynamicTest.dynamicTest(scenario.toString(), () -> {
                    var whole = detected(scenario, UnseenDeletionTest::whole);

                    assertThat(detected(scenario, UnseenDeletionTest::bare)).isEqualTo(whole);
                }));
    }

    private static List<String> detected(Scenario scenario, BiFunction<PodStatus, Instant, PodStatus> deletion)
            throws IOException {
        var last = new HashMap<String, PodStatus>();
        var unseen = Scenario.observations(scenario).stream()
                .map(observation -> unseen(observation, last, deletion))
                .toList();
        assertThat(last).isNotEmpty();
        return Stream.of(RuleBook.DEFAULTS, Scenario.shortRules())
                .flatMap(rules -> Scenario.detected(rules, unseen).stream())
                .map(UnseenDeletionTest::show)
                .toList();
    }

    private static String show(Incident incident) {
        return IncidentJson.write(incident);
    }

    private static Observation unseen(
            Observation observation, Map<String, PodStatus> last, BiFunction<PodStatus, Instant, PodStatus> deletion) {
        if (!(observation instanceof PodStatus status)) {
            return observation;
        }
        if (status.delivery() == Delivery.DELETED && last.containsKey(status.uid())) {
            return deletion.apply(last.get(status.uid()), status.observedAt());
        }
        last.put(status.uid(), status);
        return status;
    }

    private static PodStatus whole(PodStatus s, Instant at) {
        return new PodStatus(
                s.workload(),
                s.name(),
                s.uid(),
                s.labels(),
                s.resourceVersion(),
                at,
                Delivery.DELETED,
                s.node(),
                s.restartPolicy(),
                s.gated(),
                s.createdAt(),
                s.startedAt(),
                s.deletionTimestamp(),
                s.finalizers(),
                s.phase(),
                s.reason(),
                s.message(),
                s.conditions(),
                s.containers(),
                s.ignored());
    }

    private static PodStatus bare(PodStatus s, Instant at) {
        return new PodStatus(
                s.workload(),
                s.name(),
                s.uid(),
                s.labels(),
                s.resourceVersion(),
                at,
                Delivery.DELETED,
                s.node(),
                s.restartPolicy(),
                false,
                s.createdAt(),
                null,
                null,
                List.of(),
                s.phase(),
                "",
                "",
                List.of(),
                List.of(),
                s.ignored());
    }
}
