package io.podtide.detect.pod;

import static io.podtide.detect.scenario.APod.aPod;
import static io.podtide.detect.scenario.Times.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.scenario.APod;
import io.podtide.detect.scenario.Nonsense;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StatusesTest {

    @Test
    void a_status_that_shares_parts_of_another_says_what_it_said() {
        var nonsense = new Nonsense(5);
        var statuses = Stream.generate(nonsense::next)
                .filter(PodStatus.class::isInstance)
                .map(PodStatus.class::cast)
                .limit(10_000)
                .toList();

        for (int i = 1; i < statuses.size(); i++) {
            var status = statuses.get(i);
            assertThat(Statuses.sharing(status, statuses.get(i - 1))).isEqualTo(status);
        }
    }

    @Test
    void what_has_not_changed_is_there_once() {
        var before = started().ready(false, minute(1)).status(1, minute(1), Delivery.CHANGED);
        var status = started().ready(true, minute(2)).status(2, minute(2), Delivery.CHANGED);

        var shared = Statuses.sharing(status, before);

        assertThat(shared).isEqualTo(status);
        assertThat(shared.workload()).isSameAs(before.workload());
        assertThat(shared.uid()).isSameAs(before.uid());
        assertThat(shared.containers()).isSameAs(before.containers());
        assertThat(shared.condition("PodScheduled").orElseThrow())
                .isSameAs(before.condition("PodScheduled").orElseThrow());
        assertThat(shared.ready()).isTrue();
    }

    /** Made anew each time, as when it is read. */
    private static APod started() {
        return aPod("web-1")
                .labelled("app", "web")
                .boundTo("node-1", minute(0))
                .phase(PodStatus.Phase.RUNNING)
                .app(app -> app.runningSince(minute(1)));
    }
}
