package io.podtide.alerts.calm;

import static io.podtide.alerts.calm.Driven.ONE_WEBHOOK;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.alerts.AnIncident;
import io.podtide.detect.incident.Incident.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 1,000 pods fail of one cause within 2 minutes, evenly, in few workloads or many. */
class RampTest {

    private static final int PODS = 1_000;
    private static final int SECONDS = 120;

    private final Driven driven = Driven.begun(ONE_WEBHOOK);
    private final List<AnIncident> all = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 16, 17, 20, 50, 100, 500})
    void oneWorkloadAfterTheOtherIsThreeMessagesAtMost(int workloads) {
        ramp(workloads, true);
        isThreeMessagesAtMostAndEnds();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 16, 17, 20, 50, 100, 500})
    void workloadsThatBeginOneAfterTheOtherAreThreeMessagesAtMost(int workloads) {
        ramp(workloads, false);
        isThreeMessagesAtMostAndEnds();
    }

    /** What was told by itself before counts when the process is another. */
    @ParameterizedTest
    @ValueSource(ints = {4, 8, 12})
    void aRestartInMidRampChangesNothing(int workloads) {
        ramp(workloads, true, 60);
        isThreeMessagesAtMostAndEnds();
    }

    private void isThreeMessagesAtMostAndEnds() {
        var told = new ArrayList<>(driven.after(Duration.ofSeconds(150)).messages());
        assertThat(told).hasSizeBetween(1, 3);
        var later = driven.after(Duration.ofMinutes(30)).messages();
        assertThat(later)
                .as("of one that was told by itself: its pods have doubled")
                .hasSizeLessThanOrEqualTo(1);
        told.addAll(later);
        all.forEach(one -> driven.take(one.resolved().next()));
        var opened = told.stream()
                .filter(message -> message.contains("OPENED"))
                .map(RampTest::who)
                .toList();
        var ended = driven.after(Duration.ofMinutes(1)).messages();
        assertThat(ended).allMatch(message -> message.contains("RESOLVED"));
        assertThat(ended.stream().map(RampTest::who)).containsExactlyInAnyOrderElementsOf(opened);
    }

    private static String who(String message) {
        return message.contains("storm") ? "storm" : message.substring(message.lastIndexOf(' ') + 1);
    }

    private void ramp(int workloads, boolean oneAfterTheOther) {
        ramp(workloads, oneAfterTheOther, SECONDS);
    }

    private void ramp(int workloads, boolean oneAfterTheOther, int restartAt) {
        var failing = new int[workloads];
        for (int second = 0; second < SECONDS; second++) {
            int begun = Math.min(workloads, 1 + second * workloads / SECONDS);
            for (int pod = second * PODS / SECONDS; pod < (second + 1) * PODS / SECONDS; pod++) {
                int of = oneAfterTheOther ? pod * workloads / PODS : pod % begun;
                while (of >= all.size()) {
                    all.add(new AnIncident("i" + all.size()));
                }
                failing[of]++;
                if (Integer.bitCount(failing[of]) == 1) { // when they have doubled
                    driven.take(all.get(of).pods(failing[of]).next());
                }
            }
            driven.seconds(1);
            if (second == restartAt) {
                driven.restart();
            }
        }
    }

    @Test
    void fewPodsOfOneCauseInFewWorkloadsAreToldByThemselves() {
        driven.take(new AnIncident("a").pods(20).next()).seconds(40);
        driven.take(new AnIncident("b").pods(10).next()).seconds(40);
        driven.take(new AnIncident("c").pods(30).next()).seconds(40);
        assertThat(driven.messages()).containsExactly("hook OPENED a", "hook OPENED b", "hook OPENED c");
    }

    /** A lost node is news, however many pods it had. */
    @Test
    void nodesWithManyPodsAreNoWorkloads() {
        for (var node : List.of("a", "b", "c")) {
            driven.take(new AnIncident(node).scope(Scope.NODE).pods(100).next()).seconds(40);
        }
        assertThat(driven.messages()).containsExactly("hook OPENED a", "hook OPENED b", "hook OPENED c");
    }
}
