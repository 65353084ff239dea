package io.podtide.alerts.calm;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.alerts.AnIncident;
import io.podtide.alerts.calm.View.Next;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.incident.Incident.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What one receiver is to hear at ten o'clock. */
class ViewTest {

    private static final Instant NOW = AnIncident.START;
    private static final Instant SOON = NOW.plusSeconds(10);
    private static final Instant LATER = NOW.plusSeconds(100);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Content OPEN = new Content(State.OPEN, Severity.WARNING, "C", 4, false, 0, false);

    @Test
    void itIsOpenedWhenItHasSettledAndNoHoursAreQuiet() {
        assertThat(view(OPEN).heldUntil(SOON).next()).isEqualTo(Next.at(SOON));
        assertThat(view(OPEN).quietUntil(LATER).next()).isEqualTo(Next.at(LATER));
        assertThat(view(OPEN).heldUntil(NOW).next()).isEqualTo(Next.tell(Reason.OPENED));
    }

    @Test
    void itIsNotOpenedWhereItIsMutedSomebodyElsesOverOrUnknown() {
        assertThat(view(OPEN).muted().next()).isEqualTo(Next.NOTHING);
        assertThat(view(OPEN).notOpenable().next()).isEqualTo(Next.NOTHING);
        assertThat(view(state(State.RESOLVED)).next()).isEqualTo(Next.NOTHING);
        assertThat(view(state(State.UNKNOWN)).next()).isEqualTo(Next.NOTHING);
    }

    @Test
    void aGreatChangeIsToldAtOnceALesserOneNotTooSoonAndNoneNever() {
        assertThat(view(severity(Severity.CRITICAL)).told(OPEN).lesserAt(LATER).next())
                .isEqualTo(Next.tell(Reason.CHANGED));
        assertThat(view(state(State.UNKNOWN)).told(OPEN).lesserAt(LATER).next()).isEqualTo(Next.tell(Reason.CHANGED));
        assertThat(view(cause("D")).told(OPEN).lesserAt(LATER).next()).isEqualTo(Next.at(LATER));
        assertThat(view(cause("D")).told(OPEN).lesserAt(NOW).next()).isEqualTo(Next.tell(Reason.CHANGED));
        assertThat(view(size(7)).told(OPEN).lesserAt(NOW).next()).isEqualTo(Next.at(NOW.plus(DAY)));
        assertThat(view(size(8)).told(OPEN).lesserAt(NOW).next()).isEqualTo(Next.tell(Reason.CHANGED));
        assertThat(view(size(1)).told(OPEN).lesserAt(NOW).next()).isEqualTo(Next.at(NOW.plus(DAY)));
    }

    @Test
    void quietHoursHoldBackWhatIsNotWorse() {
        assertThat(view(state(State.UNKNOWN)).told(OPEN).quietUntil(LATER).next())
                .isEqualTo(Next.at(LATER));
        assertThat(view(severity(Severity.CRITICAL))
                        .told(OPEN)
                        .quietUntil(LATER)
                        .next())
                .isEqualTo(Next.tell(Reason.CHANGED));
        assertThat(view(severity(Severity.INFO)).told(OPEN).quietUntil(LATER).next())
                .isEqualTo(Next.at(LATER));
    }

    @Test
    void anEndIsToldAtOnceUnlessItFlaps() {
        var over = state(State.RESOLVED);
        assertThat(view(over).told(OPEN).quietUntil(LATER).next()).isEqualTo(Next.tell(Reason.RESOLVED));
        assertThat(view(over).told(OPEN).muted().next()).isEqualTo(Next.tell(Reason.RESOLVED));
        assertThat(view(over).told(OPEN).endsAt(LATER).next()).isEqualTo(Next.at(LATER));
    }

    @Test
    void whatWasToldToBeOverIsReopenedOnlyWhenItHasComeBack() {
        var over = state(State.RESOLVED);
        assertThat(view(OPEN).told(over).next()).isEqualTo(Next.NOTHING);
        var back = new Content(State.OPEN, Severity.WARNING, "C", 4, false, 1, false);
        assertThat(view(back).told(over).next()).isEqualTo(Next.tell(Reason.REOPENED));
    }

    @Test
    void itIsRemindedOfAfterItsTimeAndNeverWithZero() {
        assertThat(view(OPEN).told(OPEN).toldAt(NOW.minus(DAY)).next()).isEqualTo(Next.tell(Reason.REMINDED));
        assertThat(view(OPEN)
                        .told(OPEN)
                        .toldAt(NOW.minus(DAY))
                        .remind(Duration.ZERO)
                        .next())
                .isEqualTo(Next.NOTHING);
    }

    private static Content state(State state) {
        return new Content(state, Severity.WARNING, "C", 4, false, 0, false);
    }

    private static Content severity(Severity severity) {
        return new Content(State.OPEN, severity, "C", 4, false, 0, false);
    }

    private static Content cause(String cause) {
        return new Content(State.OPEN, Severity.WARNING, cause, 4, false, 0, false);
    }

    private static Content size(int size) {
        return new Content(State.OPEN, Severity.WARNING, "C", size, false, 0, false);
    }

    private static Seen view(Content content) {
        return new Seen(content);
    }

    /** A view in words. */
    private static final class Seen {
        private final Content content;
        private boolean openable = true;
        private boolean muted;
        private Instant heldUntil = Instant.MIN;
        private Instant quietUntil;
        private Instant endsAt = Instant.MIN;
        private Instant lesserAt = Instant.MIN;
        private Instant toldAt = NOW;
        private Duration remind = DAY;
        private Content told;

        Seen(Content content) {
            this.content = content;
        }

        Seen notOpenable() {
            openable = false;
            return this;
        }

        Seen muted() {
            muted = true;
            return this;
        }

        Seen heldUntil(Instant time) {
            heldUntil = time;
            return this;
        }

        Seen quietUntil(Instant time) {
            quietUntil = time;
            return this;
        }

        Seen endsAt(Instant time) {
            endsAt = time;
            return this;
        }

        Seen lesserAt(Instant time) {
            lesserAt = time;
            return this;
        }

        Seen remind(Duration time) {
            remind = time;
            return this;
        }

        Seen told(Content before) {
            told = before;
            return this;
        }

        Seen toldAt(Instant time) {
            toldAt = time;
            return this;
        }

        Next next() {
            var view = new View(content, openable, heldUntil, muted, quietUntil, endsAt, lesserAt, remind);
            var notice = told == null ? Notice.NONE : new Notice(told, toldAt, null, 1, Map.of());
            return view.next(notice, NOW);
        }
    }
}
