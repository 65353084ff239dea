package io.podtide.detect.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StepTest {

    private record Whole(String part, String other) {
        Whole with(String next) {
            return next.equals(part) ? this : new Whole(next, other);
        }
    }

    private static final Whole WHOLE = new Whole("a", "b");

    @Test
    void a_step_is_the_very_same_where_its_part_stays_and_nothing_comes_of_it() {
        var step = Step.to(WHOLE, "first");

        assertThat(step.with(Step.to("a"), Whole::with)).isSameAs(step);
    }

    @Test
    void another_part_is_taken_and_what_has_come_before_is_kept() {
        var step = Step.to(WHOLE, "first").with(Step.to("c"), Whole::with);

        assertThat(step).isEqualTo(Step.to(new Whole("c", "b"), "first"));
    }

    @Test
    void what_comes_of_a_part_follows_what_has_come_before() {
        var step = Step.to(WHOLE, "first").with(Step.to("a", "second"), Whole::with);

        assertThat(step).isEqualTo(new Step<>(WHOLE, List.of("first", "second")));
    }
}
