package io.podtide.detect.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.state.Deadlines.Due;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

    private final Deadlines<String> deadlines = new Deadlines<>();

    @Test
    void keys_come_in_the_order_of_their_times_then_in_their_own() {
        deadlines.arm("c", at(2));
        deadlines.arm("b", at(2));
        deadlines.arm("a", at(3));
        deadlines.arm("d", at(1));
        assertThat(due(at(3)))
                .containsExactly(
                        new Due<>("d", at(1)), new Due<>("b", at(2)), new Due<>("c", at(2)), new Due<>("a", at(3)));
    }

    @Test
    void what_is_not_due_stays() {
        deadlines.arm("a", at(1));
        deadlines.arm("b", at(2));
        assertThat(due(at(1))).containsExactly(new Due<>("a", at(1)));
        assertThat(deadlines.size()).isOne();
        assertThat(due(at(2))).containsExactly(new Due<>("b", at(2)));
        assertThat(deadlines.size()).isZero();
    }

    @Test
    void a_deadline_can_move_forward() {
        deadlines.arm("a", at(5));
        deadlines.arm("a", at(1));
        assertThat(deadlines.next()).contains(at(1));
        assertThat(due(at(9))).containsExactly(new Due<>("a", at(1)));
    }

    @Test
    void a_deadline_can_move_back() {
        deadlines.arm("a", at(1));
        deadlines.arm("a", at(5));
        assertThat(due(at(4))).isEmpty();
        assertThat(deadlines.next()).contains(at(5));
        assertThat(due(at(5))).containsExactly(new Due<>("a", at(5)));
    }

    @Test
    void there_and_back_again_is_once() {
        deadlines.arm("a", at(1));
        deadlines.arm("a", at(5));
        deadlines.arm("a", at(1));
        deadlines.arm("a", at(1));
        assertThat(due(at(9))).containsExactly(new Due<>("a", at(1)));
    }

    @Test
    void a_deadline_can_be_cleared() {
        deadlines.arm("a", at(1));
        deadlines.arm("a", null);
        deadlines.arm("b", null);
        assertThat(deadlines.next()).isEmpty();
        assertThat(due(at(9))).isEmpty();
        assertThat(deadlines.size()).isZero();
    }

    @Test
    void a_key_that_was_due_can_be_armed_anew() {
        deadlines.arm("a", at(1));
        assertThat(due(at(1))).hasSize(1);
        deadlines.arm("a", at(1));
        assertThat(due(at(1))).containsExactly(new Due<>("a", at(1)));
    }

    private List<Due<String>> due(Instant now) {
        var all = new ArrayList<Due<String>>();
        for (var next = deadlines.poll(now); next.isPresent(); next = deadlines.poll(now)) {
            all.add(next.get());
        }
        return all;
    }

    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }
}
