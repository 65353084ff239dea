package io.podtide.streams;

import static io.podtide.streams.ClusterDeadlines.AT_ONCE;
import static io.podtide.streams.Times.minute;
import static io.podtide.streams.Times.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.observation.ClusterKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterDeadlinesTest {

    private final ClusterDeadlines deadlines = new ClusterDeadlines();
    private final List<String> asked = new ArrayList<>();

    private void arm(String key, Instant at) {
        deadlines.arm(key, Optional.of(at));
    }

    /** So many keys of a cluster, due a second apart from {@code second(0)} on. */
    private void armMany(String cluster, int count) {
        for (int i = count - 1; i >= 0; i--) {
            arm(cluster + "/%05d".formatted(i), second(i));
        }
    }

    private void take(String key, Instant due) {
        asked.add(key + " +" + (due.getEpochSecond() - Times.START.getEpochSecond()));
    }

    @Test
    void keysAreAskedInTheOrderOfTimeAndThenOfTheirNames() {
        arm("prod/b", second(2));
        arm("prod/d", second(1));
        arm("prod/a", second(2));
        arm("prod/c", second(4));
        deadlines.advance("prod", second(3), this::take);
        assertThat(asked).containsExactly("prod/d +1", "prod/a +2", "prod/b +2");
        deadlines.advance("prod", second(4), this::take);
        assertThat(asked).containsExactly("prod/d +1", "prod/a +2", "prod/b +2", "prod/c +4");
    }

    @Test
    void theTimeOfOneClusterAsksNoOther() {
        arm("prod/a", second(1));
        arm("prod-2/a", second(1));
        deadlines.advance("prod", minute(9), this::take);
        deadlines.advance("nowhere", minute(9), this::take);
        assertThat(asked).containsExactly("prod/a +1");
    }

    @Test
    void aDeadlineThatWasMovedOrClearedIsNotAsked() {
        arm("prod/a", second(1));
        arm("prod/a", second(5));
        arm("prod/b", second(1));
        deadlines.arm("prod/b", Optional.empty());
        deadlines.advance("prod", second(4), this::take);
        assertThat(asked).isEmpty();
        deadlines.advance("prod", second(5), this::take);
        assertThat(asked).containsExactly("prod/a +5");
    }

    @Test
    void aKeyThatIsDueAgainIsAskedAgain() {
        arm("prod/a", second(1));
        deadlines.advance("prod", second(9), (key, due) -> {
            take(key, due);
            if (due.isBefore(second(3))) {
                arm(key, due.plusSeconds(1));
            }
        });
        assertThat(asked).containsExactly("prod/a +1", "prod/a +2", "prod/a +3");
        assertThat(deadlines.reached("prod", second(9))).isEqualTo(second(9));
    }

    @Test
    void onlySoManyAreAskedAtOnceAndTheRestFollows() {
        armMany("prod", 2 * AT_ONCE + 1);
        deadlines.advance("prod", minute(1_000), this::take);
        assertThat(asked).hasSize(AT_ONCE).last().isEqualTo("prod/00999 +999");

        deadlines.catchUp(this::take);
        assertThat(asked).hasSize(2 * AT_ONCE);
        deadlines.catchUp(this::take);
        assertThat(asked).hasSize(2 * AT_ONCE + 1).doesNotHaveDuplicates().isSorted();
        deadlines.catchUp(this::take);
        assertThat(asked).hasSize(2 * AT_ONCE + 1);
    }

    @Test
    void howFarItHasComeIsJustBeforeWhatWasAskedLast() {
        armMany("prod", AT_ONCE + 1);
        assertThat(deadlines.reached("prod", minute(1_000))).isEqualTo(minute(1_000));
        deadlines.advance("prod", minute(1_000), this::take);
        assertThat(deadlines.reached("prod", minute(1_000)))
                .isEqualTo(second(AT_ONCE - 1).minusMillis(1));
        assertThat(deadlines.reached("test", minute(1_000))).isEqualTo(minute(1_000));
        deadlines.catchUp(this::take);
        assertThat(deadlines.reached("prod", minute(1_000))).isEqualTo(minute(1_000));
    }

    @Test
    void catchingUpAsksNothingThatIsDueLater() {
        armMany("prod", AT_ONCE + 10);
        deadlines.advance("prod", second(AT_ONCE + 4), this::take);
        deadlines.catchUp(this::take);
        assertThat(asked).hasSize(AT_ONCE + 5);
    }

    @Test
    void anEarlierTimeDoesNotMakeItForgetWhatIsLeft() {
        armMany("prod", AT_ONCE + 10);
        deadlines.advance("prod", second(AT_ONCE + 4), this::take);
        deadlines.advance("prod", second(AT_ONCE - 1), this::take);
        assertThat(deadlines.reached("prod", second(AT_ONCE + 4)))
                .isEqualTo(second(AT_ONCE - 1).minusMillis(1));
        deadlines.catchUp(this::take);
        assertThat(asked).hasSize(AT_ONCE + 5);
        assertThat(deadlines.reached("prod", second(AT_ONCE + 4))).isEqualTo(second(AT_ONCE + 4));
    }

    @Test
    void anEarlierTimeThatLeavesARestItselfKeepsHowFarItIsToGo() {
        armMany("prod", 2 * AT_ONCE + 10);
        deadlines.advance("prod", second(2 * AT_ONCE + 4), this::take);
        deadlines.advance("prod", second(2 * AT_ONCE), this::take);
        assertThat(asked).hasSize(2 * AT_ONCE);
        deadlines.catchUp(this::take);
        assertThat(asked).hasSize(2 * AT_ONCE + 5);
    }

    @Test
    void clustersShareWhatMayBeAskedAtOnce() {
        armMany("prod", 3 * AT_ONCE);
        armMany("test", 3 * AT_ONCE);
        deadlines.advance("prod", minute(1_000), this::take);
        deadlines.advance("test", minute(1_000), this::take);
        asked.clear();
        deadlines.catchUp(this::take);
        assertThat(asked).hasSize(AT_ONCE);
        assertThat(asked).filteredOn(a -> a.startsWith("prod/")).hasSize(AT_ONCE / 2);
    }

    /** As EKS names them, by {@code aws eks update-kubeconfig}. */
    @Test
    void theNameOfAClusterMayHaveSlashes() {
        var arn = "arn:aws:eks:eu-west-1:1234:cluster/prod";
        deadlines.arm(ClusterKey.of(arn, "web"), Optional.of(minute(1)));
        assertThat(deadlines.of(ClusterKey.of(arn, "web"))).contains(minute(1));
        assertThat(deadlines.anyDue(arn, minute(1))).isTrue();
        deadlines.advance(arn, minute(1), this::take);
        assertThat(asked).hasSize(1);
    }
}
