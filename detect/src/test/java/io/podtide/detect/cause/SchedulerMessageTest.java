package io.podtide.detect.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.cause.SchedulerMessage.Clause;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulerMessageTest {

    /** Messages of real clusters, from 1.21 to 1.36. */
    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of(
                        "0/5 nodes are available: 3 node(s) had untolerated taint(s), 2 Insufficient memory. no new claims to "
                                + "deallocate, preemption: 0/5 nodes are available: 5 Preemption is not helpful for scheduling.",
                        5,
                        List.of(clause(3, "node(s) had untolerated taint(s)"), clause(2, "Insufficient memory"))),
                Arguments.of(
                        "0/3 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/master: }, 2 Insufficient "
                                + "cpu. preemption: 0/3 nodes are available: 1 Preemption is not helpful for scheduling, 2 No "
                                + "preemption victims found for incoming pod.",
                        3,
                        List.of(
                                clause(1, "node(s) had untolerated taint {node-role.kubernetes.io/master: }"),
                                clause(2, "Insufficient cpu"))),
                Arguments.of(
                        "0/2 nodes are available: 1 node(s) didn't have free ports for the requested pod ports, 1 node(s) had taint "
                                + "{node-role.kubernetes.io/master: }, that the pod didn't tolerate.",
                        2,
                        List.of(
                                clause(1, "node(s) didn't have free ports for the requested pod ports"),
                                clause(
                                        1,
                                        "node(s) had taint {node-role.kubernetes.io/master: }, that the pod didn't tolerate"))),
                Arguments.of(
                        "0/4 nodes are available: 1 node(s) didn't match pod topology spread constraints (missing required label), "
                                + "3 node(s) didn't match pod topology spread constraints. preemption: 0/4 nodes are available: "
                                + "1 Preemption is not helpful for scheduling, 3 No preemption victims found for incoming pod.",
                        4,
                        List.of(
                                clause(
                                        1,
                                        "node(s) didn't match pod topology spread constraints (missing required label)"),
                                clause(3, "node(s) didn't match pod topology spread constraints"))),
                Arguments.of(
                        "0/2 nodes are available: 1 node(s) didn't match Pod's node affinity, 1 node(s) didn't match pod "
                                + "affinity/anti-affinity, 1 node(s) didn't match pod anti-affinity rules.",
                        2,
                        List.of(
                                clause(1, "node(s) didn't match Pod's node affinity"),
                                clause(1, "node(s) didn't match pod affinity/anti-affinity"),
                                clause(1, "node(s) didn't match pod anti-affinity rules"))),
                Arguments.of(
                        "0/2 nodes are available: pod has unbound immediate PersistentVolumeClaims. preemption: 0/2 nodes are "
                                + "available: 2 Preemption is not helpful for scheduling.",
                        2,
                        List.of(clause(0, "pod has unbound immediate PersistentVolumeClaims"))),
                Arguments.of(
                        "0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found",
                        3,
                        List.of(clause(0, "pod has unbound immediate PersistentVolumeClaims"))),
                Arguments.of(
                        "0/3 nodes are available: persistentvolumeclaim \"data\" not found. preemption: 0/3 nodes are available: 3 "
                                + "Preemption is not helpful for scheduling.",
                        3,
                        List.of(clause(0, "persistentvolumeclaim \"data\" not found"))),
                Arguments.of(
                        "0/3 nodes are available: 1 Insufficient cpu, 2 node(s) didn't match Pod's node affinity/selector. no new "
                                + "claims to deallocate, preemption: not eligible due to a terminating pod on the nominated node.",
                        3,
                        List.of(
                                clause(1, "Insufficient cpu"),
                                clause(2, "node(s) didn't match Pod's node affinity/selector"))),
                Arguments.of(
                        "0/4 nodes are available: 1 node(s) had untolerated taint(s), 3 cannot allocate all claims. still not "
                                + "schedulable, preemption: 0/4 nodes are available: 1 Preemption is not helpful for "
                                + "scheduling, 3 Insufficient memory.",
                        4,
                        List.of(
                                clause(1, "node(s) had untolerated taint(s)"),
                                clause(3, "cannot allocate all claims"))),
                Arguments.of(
                        "0/4 nodes are available: 4 Insufficient example.com/gpu. nothing to be moved, preemption: 0/4 nodes are "
                                + "available: 4 Preemption is not helpful for scheduling.",
                        4,
                        List.of(clause(4, "Insufficient example.com/gpu"))),
                Arguments.of(
                        "0/2 nodes are available: 1 node(s) had untolerated taint {a: 1, 2 b}, 1 Insufficient nvidia.com/gpu.",
                        2,
                        List.of(
                                clause(1, "node(s) had untolerated taint {a: 1, 2 b}"),
                                clause(1, "Insufficient nvidia.com/gpu"))));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void a_message_is_read_clause_by_clause(String message, int nodes, List<Clause> clauses) {
        assertThat(SchedulerMessage.parse(message)).isEqualTo(new SchedulerMessage(nodes, clauses));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no nodes available to schedule pods",
                "running PreBind plugin \"VolumeBinding\": binding volumes: timed out waiting for the condition",
                "skip schedule deleting pod: shop/web-1"
            })
    void another_text_is_a_single_clause_about_the_pod(String message) {
        assertThat(SchedulerMessage.parse(message)).isEqualTo(new SchedulerMessage(-1, List.of(clause(0, message))));
    }

    @Test
    void nothing_says_nothing() {
        assertThat(SchedulerMessage.parse(" ")).isEqualTo(new SchedulerMessage(-1, List.of()));
        assertThat(SchedulerMessage.parse("0/3 nodes are available: ")).isEqualTo(new SchedulerMessage(3, List.of()));
    }

    @Test
    void a_count_beyond_all_bounds_does_no_harm() {
        assertThat(SchedulerMessage.parse("0/99999999999999999999 nodes are available: 5 Insufficient cpu."))
                .isEqualTo(new SchedulerMessage(Integer.MAX_VALUE, List.of(clause(5, "Insufficient cpu"))));
    }

    private static Clause clause(int count, String text) {
        return new Clause(count, text);
    }

    @Test
    void until_kubernetes_1_8_counts_stood_behind() {
        assertThat(SchedulerMessage.parse(
                                "No nodes are available that match all of the following predicates:: Insufficient cpu "
                                        + "(18), Insufficient memory (17), MatchNodeSelector (3).")
                        .clauses())
                .containsExactly(
                        new Clause(18, "Insufficient cpu"),
                        new Clause(17, "Insufficient memory"),
                        new Clause(3, "MatchNodeSelector"));
    }
}
