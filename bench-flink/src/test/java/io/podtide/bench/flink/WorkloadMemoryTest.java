package io.podtide.bench.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.bench.flink.Sign.What;
import org.junit.jupiter.api.Test;

class WorkloadMemoryTest {

    private static final long MINUTE = 60_000;

    private final WorkloadMemory workload = new WorkloadMemory();

    @Test
    void threeRestartsOfAContainerInTenMinutesAreALoop() {
        restart("a", 0);
        restart("a", 5);
        assertThat(workload.loops(5 * MINUTE)).isFalse();
        restart("a", 10);
        assertThat(workload.loops(10 * MINUTE)).isTrue();
    }

    @Test
    void threeInElevenAreNone() {
        restart("a", 0);
        restart("a", 5);
        restart("a", 11);
        assertThat(workload.loops(11 * MINUTE)).isFalse();
    }

    @Test
    void fiveOfItsPodsInHalfAnHourAreALoopAndTheOrderOfTheirComingIsNoMatter() {
        restart("a", 0);
        restart("b", 30);
        restart("c", 10);
        restart("d", 20);
        assertThat(workload.loops(20 * MINUTE)).isFalse();
        restart("e", 15);
        assertThat(workload.loops(15 * MINUTE)).isTrue();
    }

    @Test
    void killsOfTwoPodsInHalfAnHourAreAPattern() {
        strike(What.KILLED_BY_MEMORY, "a", 0);
        assertThat(workload.runsOutOfMemory(0)).isFalse();
        strike(What.KILLED_BY_MEMORY, "b", 30);
        assertThat(workload.runsOutOfMemory(30 * MINUTE)).isTrue();
        assertThat(workload.loops(0)).isFalse();
    }

    private void restart(String pod, int minute) {
        strike(What.RESTARTED, pod, minute);
    }

    private void strike(What what, String pod, int minute) {
        workload.add(Sign.of(what, "workload", pod, minute * MINUTE).of("app", 1, false));
    }
}
