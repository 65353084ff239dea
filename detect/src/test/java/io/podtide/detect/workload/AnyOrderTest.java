package io.podtide.detect.workload;

import static io.podtide.detect.scenario.APod.aPod;
import static io.podtide.detect.scenario.Times.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.scenario.ASymptom;
import io.podtide.detect.symptom.PodRef;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Six pods of a workload are started again, one a second; they lie in several partitions, and may be told in any order. Five such
 * restarts are a failure.
 */
class AnyOrderTest {

    private static final int PODS = 6;

    private final WorkloadAssembler assembler = new WorkloadAssembler(RuleBook.DEFAULTS, CauseCatalogue.EMPTY);

    @Test
    void all_count_in_any_order() {
        for (var order : orders(PODS)) {
            var incident = told(order);
            assertThat(incident.occurrences()).as("%s", order).isEqualTo(PODS);
            assertThat(incident.members().shown())
                    .as("%s", order)
                    .extracting(pod -> pod.name())
                    .containsExactly("web-0", "web-1", "web-2", "web-3", "web-4", "web-5");
        }
    }

    @Test
    void the_id_is_the_same_unless_the_first_is_told_last() {
        var id = told(List.of(0, 1, 2, 3, 4, 5)).told().id();
        for (var order : orders(PODS)) {
            boolean firstIsLast = order.get(PODS - 1) == 0;
            assertThat(told(order).told().id().equals(id)).as("%s", order).isNotEqualTo(firstIsLast);
        }
    }

    private IncidentTrack told(List<Integer> order) {
        var track = WorkloadTrack.of(aPod("web-0").belongsTo());
        for (int pod : order) {
            track = assembler.symptom(track, restart(pod)).state();
        }
        return track.open(Kind.RESTART_LOOP).orElseThrow();
    }

    private static SymptomChange restart(int pod) {
        return ASymptom.occurred(
                Symptom.RESTARTS, aPod("web-0").belongsTo(), new PodRef("uid-" + pod, "web-" + pod, null), second(pod));
    }

    private static List<List<Integer>> orders(int n) {
        List<List<Integer>> all = List.of(List.of());
        for (int i = 0; i < n; i++) {
            int next = i;
            all = all.stream()
                    .flatMap(order -> IntStream.rangeClosed(0, order.size()).mapToObj(at -> {
                        var longer = new ArrayList<>(order);
                        longer.add(at, next);
                        return List.<Integer>copyOf(longer);
                    }))
                    .toList();
        }
        return all;
    }
}
