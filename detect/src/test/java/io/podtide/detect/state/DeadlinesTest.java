package io.podtide.detect.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.state.Deadlines.Due;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Whatever is armed, moved, cleared and asked, near and hours ahead: as a plain map says. Of few keys, most are given up. */
    @ParameterizedTest
    @ValueSource(ints = {20, 300})
    void they_come_as_from_a_plain_map(int keys) {
        boolean far = keys < 100;
        var random = new Random(20_261_122);
        var plain = new HashMap<String, Instant>();
        long now = 0;
        for (int i = 0; i < 50_000; i++) {
            var key = "pod-" + random.nextInt(keys);
            switch (random.nextInt(8)) {
                case 0 -> {
                    deadlines.arm(key, null);
                    plain.remove(key);
                }
                case 1 -> {
                    now += random.nextInt(random.nextInt(50) == 0 ? 5_000 : 40);
                    var due = plain.entrySet().stream()
                            .filter(isDue(at(now)))
                            .map(each -> new Due<>(each.getKey(), each.getValue()))
                            .sorted(Comparator.<Due<String>, Instant>comparing(Due::at)
                                    .thenComparing(Due::key))
                            .toList();
                    assertThat(deadlines.anyDue(at(now))).isEqualTo(!due.isEmpty());
                    assertThat(due(at(now))).isEqualTo(due);
                    plain.entrySet().removeIf(isDue(at(now)));
                }
                case 2 -> {
                    if (random.nextInt(20) == 0) {
                        assertThat(deadlines.next())
                                .isEqualTo(plain.values().stream().min(Comparator.naturalOrder()));
                    }
                }
                default -> {
                    var at = at(now - 5 + random.nextInt(far || random.nextInt(3) == 0 ? 800_000 : 90));
                    deadlines.arm(key, at);
                    plain.put(key, at);
                }
            }
            assertThat(deadlines.size()).isEqualTo(plain.size());
            assertThat(deadlines.of(key)).isEqualTo(Optional.ofNullable(plain.get(key)));
        }
    }

    private static Predicate<Map.Entry<String, Instant>> isDue(Instant now) {
        return each -> !each.getValue().isAfter(now);
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
