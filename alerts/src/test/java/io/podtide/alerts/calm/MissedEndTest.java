package io.podtide.alerts.calm;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.alerts.AnIncident;
import io.podtide.alerts.calm.Outcome.Arrived;
import io.podtide.alerts.calm.Outcome.Failed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An end that has not reached all parts of a receiver is told again in rounds, until they say that it has. */
class MissedEndTest {

    private static final Arrived MISSED = new Arrived(Map.of(Notice.MISSED, "one of two"));
    private static final Arrived TAKEN = new Arrived(Map.of(Notice.MISSED, ""));

    private final AnIncident a = new AnIncident("a");
    private final List<String> sent = new ArrayList<>();
    private Outcome next = MISSED;
    private final Driven driven = Driven.begun("""
                receivers: [{name: am, alertmanager: {urls: ["http://localhost/"], resend: 1m}}]
                fallback: [am]
                """).receiver("am", d -> {
        var content = d.attempt().content();
        sent.add(d.attempt().reason() + " " + content.state());
        return content.over() ? next : Arrived.PLAIN;
    });

    private List<String> sent() {
        var all = List.copyOf(sent);
        sent.clear();
        return all;
    }

    private void toldAndOver() {
        driven.take(a.next()).seconds(30).take(a.resolved().next());
        assertThat(sent()).containsSubsequence("OPENED OPEN", "RESOLVED RESOLVED");
    }

    @Test
    void itIsToldAgainUntilAllHaveIt() {
        toldAndOver();
        driven.after(Duration.ofSeconds(125));
        assertThat(sent()).containsExactly("REMINDED RESOLVED", "REMINDED RESOLVED");
        next = TAKEN;
        driven.after(Duration.ofMinutes(5));
        assertThat(sent()).containsExactly("REMINDED RESOLVED");
        assertThat(driven.messages()).as("for people").containsExactly("am OPENED a", "am RESOLVED a");
    }

    @Test
    void itIsToldAgainAfterARestart() {
        toldAndOver();
        driven.restart().seconds(61);
        assertThat(sent()).isNotEmpty().containsOnly("REMINDED RESOLVED");
        next = TAKEN;
        driven.seconds(61);
        sent();
        driven.restart().after(Duration.ofMinutes(5));
        assertThat(sent()).isEmpty();
    }

    @Test
    void whatHasComeBackDoesNotEndAgain() {
        toldAndOver();
        driven.take(a.open().next()).seconds(40);
        assertThat(sent()).contains("REOPENED OPEN");
        driven.after(Duration.ofMinutes(5));
        assertThat(sent()).isNotEmpty().containsOnly("REMINDED OPEN");
    }

    /** It may have arrived where the end has not, and the end would come after it. */
    @Test
    void whileItsReturnIsOnItsWayItsEndIsNotToldAgain() {
        toldAndOver();
        driven.receiver("am", d -> {
            sent.add(d.attempt().reason() + " " + d.attempt().content().state());
            return d.attempt().reason() == Reason.REOPENED ? new Failed("time-out", null, true) : MISSED;
        });
        driven.take(a.open().next()).seconds(30);
        assertThat(sent()).contains("REOPENED OPEN");
        driven.after(Duration.ofMinutes(10));
        assertThat(sent()).isNotEmpty().containsOnly("REOPENED OPEN");
    }

    @Test
    void itIsForgottenWithItsIncident() {
        toldAndOver();
        driven.after(Duration.ofHours(25));
        sent();
        driven.after(Duration.ofHours(1));
        assertThat(sent()).isEmpty();
        assertThat(driven.kept().keySet()).noneMatch(key -> key.startsWith(Ref.INCIDENT));
    }
}
