package io.podtide.wire.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CoPartitioningTest {

    @Test
    void whatExistsDecides() {
        assertThat(CoPartitioning.check(Map.of("podtide.pod-status", 12, "podtide.symptoms", 12, "podtide.rules", 1)))
                .contains(12);
    }

    @Test
    void nothingDecidesWhereNothingExists() {
        assertThat(CoPartitioning.check(Map.of("podtide.incidents", 3, "podtide.rules", 1)))
                .isEmpty();
    }

    @Test
    void topicsThatDifferAreRefusedWithWhatToDo() {
        var topics = Map.of("podtide.pod-status", 12, "podtide.kube-events", 6, "podtide.cluster-clock", 12);

        assertThatThrownBy(() -> CoPartitioning.check(topics))
                .isInstanceOf(TopicMismatchException.class)
                .hasMessage("These topics are read together and must have the same number of partitions:"
                        + " podtide.cluster-clock has 12, podtide.kube-events has 6, podtide.pod-status has 12."
                        + " Stop all of Podtide, then give every one 12: kafka-topics.sh --bootstrap-server ..."
                        + " --alter --topic podtide.kube-events --partitions 12."
                        + " What was written to them before may be missed.");
    }
}
