package io.podtide.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.bench.compare.Failure.Expected;
import io.podtide.bench.compare.Signal.Spell;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgementTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Subject CART = new Subject("c", "Deployment", "shop", "cart");
    private static final Subject OTHER = new Subject("c", "Deployment", "shop", "other");

    private static Instant minute(int minute) {
        return NOON.plus(Duration.ofMinutes(minute));
    }

    /** From minute 10 to minute 60. */
    private static Failure failure(Subject subject, Expected expected, String kind) {
        return new Failure(subject, expected, List.of(kind), Set.of("IMAGE_NOT_FOUND"), minute(10), minute(60));
    }

    private static Signal signal(Subject subject, Spell... spells) {
        return new Signal("PENDING", Set.of(subject), "IMAGE_NOT_FOUND", List.of(spells));
    }

    private static Spell spell(int from, int to) {
        return new Spell(minute(from), minute(to));
    }

    private static Judgement.Verdict verdict(Signal... signals) {
        return new Judgement(List.of(failure(CART, Expected.YES, "PENDING")), List.of(signals))
                .verdicts()
                .get(0);
    }

    @Test
    void aFailureIsFoundByWhatIsToldOfItWhileItGoesOn() {
        assertThat(verdict(signal(CART, spell(25, 62))).isFound()).isTrue();
        assertThat(verdict(signal(CART, spell(25, 62))).delay()).contains(Duration.ofMinutes(15));
        assertThat(verdict(signal(OTHER, spell(25, 62))).isFound()).isFalse();
        assertThat(verdict(signal(CART, spell(62, 70))).isFound()).isFalse();
        assertThat(verdict(signal(CART, spell(1, 9))).isFound()).isFalse();
        assertThat(verdict().delay()).isEmpty();
    }

    @Test
    void whatWasTrueBeforeIsNotLate() {
        assertThat(verdict(signal(CART, spell(1, 3), spell(8, 61))).delay()).contains(Duration.ZERO);
    }

    @Test
    void onlyOneOfItsKindNamesTheCause() {
        assertThat(verdict(signal(CART, spell(25, 62))).isCauseRight()).isTrue();
        var alert = new Signal("KubePodNotReady", Set.of(CART), null, List.of(spell(25, 62)));
        assertThat(verdict(alert).isCauseRight()).isFalse();
        var other = new Signal("PENDING", Set.of(CART), "QUOTA_EXCEEDED", List.of(spell(25, 62)));
        assertThat(verdict(other).isCauseRight()).isFalse();
    }

    @Test
    void anEndIsWrongWhileTheFailureGoesOnAndNothingElseTellsOfIt() {
        assertThat(verdict(signal(CART, spell(25, 40), spell(45, 62))).wrongEnds())
                .isEqualTo(1);
        assertThat(verdict(signal(CART, spell(20, 30), spell(35, 40))).wrongEnds())
                .isEqualTo(2);
        assertThat(verdict(signal(CART, spell(25, 40)), signal(CART, spell(30, 62)))
                        .wrongEnds())
                .isZero();
        assertThat(verdict(signal(CART, spell(25, 40)), signal(CART, spell(25, 40)))
                        .wrongEnds())
                .isEqualTo(1);
        assertThat(verdict(signal(CART, spell(25, 59))).wrongEnds()).isZero();
        assertThat(verdict(signal(CART, new Spell(minute(25), Instant.MAX))).wrongEnds())
                .isZero();
    }

    @Test
    void nobodyCanSayWhenAnEvictionIsOver() {
        var judgement =
                new Judgement(List.of(failure(CART, Expected.YES, "EVICTED")), List.of(signal(CART, spell(25, 40))));
        assertThat(judgement.verdicts().get(0).wrongEnds()).isZero();
    }

    @Test
    void whatNothingExplainsIsFalse() {
        var near = signal(CART, spell(65, 69));
        var late = signal(CART, spell(71, 75));
        var healthy = signal(OTHER, spell(25, 30));
        var judgement = new Judgement(List.of(failure(CART, Expected.MAY, "PENDING")), List.of(near, late, healthy));
        assertThat(judgement.falseSignals()).containsExactly(late, healthy);
        assertThat(judgement.verdicts()).isEmpty();
    }

    @Test
    void whatMustNotBeToldIsFalse() {
        var told = signal(CART, spell(25, 30));
        var judgement = new Judgement(List.of(failure(CART, Expected.NO, "none")), List.of(told));
        assertThat(judgement.falseSignals()).containsExactly(told);
    }

    @Test
    void aTableCountsWhatWasFound() {
        var judgement = new Judgement(
                List.of(failure(CART, Expected.YES, "PENDING"), failure(OTHER, Expected.YES, "PENDING")),
                List.of(
                        signal(CART, spell(25, 40), spell(45, 62)),
                        new Signal("KubePodNotReady", Set.of(CART), null, List.of(spell(28, 40)))));
        assertThat(new Findings(judgement).row("x", length -> true))
                .isEqualToIgnoringNewLines("| x | 2 | 1 | 1 | 1 | 1 | 15.0 min | 15.0 min | 2.00 |\n");
        assertThat(new Findings(judgement).row("none so short", length -> length.toMinutes() < 20))
                .isEqualToIgnoringNewLines("| none so short | 0 | 0 | 0 | 0 | 0 | - | - | - |\n");
    }

    @Test
    void whatWasMissedAndWhatIsFalseIsCountedByName() {
        var judgement = new Judgement(
                List.of(failure(CART, Expected.YES, "PENDING"), failure(OTHER, Expected.YES, "OOM")),
                List.of(
                        signal(CART, spell(25, 62)),
                        signal(CART, spell(80, 90)),
                        new Signal("KubeJobFailed", Set.of(), null, List.of(spell(1, 2)))));
        assertThat(new Findings(judgement).missed(length -> true)).isEqualTo("{OOM=1}");
        assertThat(new Findings(judgement).missed(length -> length.toMinutes() < 20))
                .isEqualTo("nothing");
        assertThat(new Findings(judgement).falseSignals()).isEqualTo("{KubeJobFailed=1, PENDING=1}");
    }
}
