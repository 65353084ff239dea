package io.podtide.alerts.calm;

import static io.podtide.alerts.calm.Driven.ONE_WEBHOOK;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.alerts.AnIncident;
import io.podtide.alerts.calm.Outcome.Arrived;
import io.podtide.alerts.calm.Outcome.Failed;
import io.podtide.alerts.calm.Outcome.Refused;
import io.podtide.detect.incident.Incident.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final String TWO = """
            receivers:
            - {name: one, webhook: {url: "http://localhost/"}}
            - {name: two, webhook: {url: "http://localhost/"}}
            fallback: [one, two]
            """;

    private final AnIncident a = new AnIncident("a");
    private final AnIncident b = new AnIncident("b");

    @Test
    void anOutageIsProbedMoreAndMoreSeldomAndEndsRight() {
        var c = new AnIncident("c");
        var driven = Driven.begun(TWO).take(a.next()).seconds(30);
        assertThat(driven.messages()).containsExactlyInAnyOrder("one OPENED a", "two OPENED a");
        driven.receiver("one", d -> new Failed("status 503", null, false));
        driven.take(b.next(), c.next())
                .seconds(31)
                .take(a.resolved().next(), b.resolved().next());
        driven.after(Duration.ofMinutes(20));
        var meanwhile = driven.messages();
        assertThat(meanwhile.stream().filter(m -> m.startsWith("two")))
                .as("the other is not delayed")
                .containsExactlyInAnyOrder("two OPENED b", "two OPENED c", "two RESOLVED a", "two RESOLVED b");
        var probes = meanwhile.stream().filter(m -> m.startsWith("one")).count();
        assertThat(probes).isBetween(8L, 25L);
        driven.receiver("one", d -> Arrived.PLAIN);
        assertThat(driven.after(Duration.ofMinutes(6)).messages())
                .as("b has come and gone meanwhile: nobody needs to know")
                .containsExactlyInAnyOrder("one RESOLVED a", "one OPENED c");
    }

    @Test
    void retryAfterIsRespected() {
        var driven = Driven.begun(ONE_WEBHOOK).receiver("hook", d -> new Failed("429", Duration.ofSeconds(90), false));
        driven.take(a.next(), b.next()).seconds(30);
        assertThat(driven.messages()).hasSize(2);
        assertThat(driven.seconds(89).messages()).isEmpty();
        driven.receiver("hook", d -> Arrived.PLAIN);
        assertThat(driven.seconds(1).messages()).containsExactlyInAnyOrder("hook OPENED a", "hook OPENED b");
    }

    @Test
    void afterAnHourThereIsADeadLetterAndItIsTriedOn() {
        var driven = Driven.begun(ONE_WEBHOOK).receiver("hook", d -> new Failed("status 500", null, true));
        driven.take(a.next()).after(Duration.ofMinutes(59));
        assertThat(driven.deadLetters()).isEmpty();
        driven.after(Duration.ofMinutes(10));
        assertThat(driven.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.why()).isEqualTo("status 500"));
        assertThat(driven.after(Duration.ofHours(2)).deadLetters())
                .as("one is enough")
                .isEmpty();
        driven.receiver("hook", d -> Arrived.PLAIN).messages();
        assertThat(driven.after(Duration.ofMinutes(6)).messages()).containsExactly("hook OPENED a");
    }

    @Test
    void whatIsRefusedIsADeadLetterAndNotTriedAgain() {
        var driven = Driven.begun(ONE_WEBHOOK).receiver("hook", d -> new Refused("status 400"));
        driven.take(a.next()).seconds(30);
        assertThat(driven.messages()).containsExactly("hook OPENED a REFUSED");
        assertThat(driven.deadLetters()).hasSize(1);
        assertThat(driven.after(Duration.ofHours(2)).messages()).isEmpty();
    }

    @Test
    void whatWasBeingSentIsSentAgainUnderItsKey() {
        var sent = new ArrayList<String>();
        var driven = Driven.begun(ONE_WEBHOOK).receiver("hook", d -> {
            sent.add(
                    d.ref().entity() + '/' + d.attempt().number() + (d.attempt().maybe() ? " perhaps again" : ""));
            return Arrived.PLAIN;
        });
        driven.take(a.next()).seconds(29).killedWhileSending().seconds(60);
        driven.restart().seconds(60);
        assertThat(sent).containsExactly("incident/a/1 perhaps again");
        driven.take(a.severity(Severity.CRITICAL).next());
        assertThat(sent).last().isEqualTo("incident/a/2");
    }

    @Test
    void whatWaitedForItsTurnIsCertainlyNotSent() {
        var sent = new ArrayList<String>();
        var driven = Driven.begun(ONE_WEBHOOK).receiver("hook", d -> new Failed("429", Duration.ofMinutes(10), false));
        driven.take(a.next()).seconds(30).take(b.next()).seconds(31);
        driven.receiver("hook", d -> {
            sent.add(d.ref().id() + (d.attempt().maybe() ? " perhaps again" : ""));
            return Arrived.PLAIN;
        });
        driven.restart();
        assertThat(sent).containsExactly("a", "b");
    }

    @Test
    void whatMayHaveBeenToldIsEnded() {
        var driven = Driven.begun(ONE_WEBHOOK).receiver("hook", d -> new Failed("time-out", null, true));
        driven.take(a.next()).seconds(30);
        driven.take(a.resolved().next()).receiver("hook", d -> Arrived.PLAIN);
        driven.messages();
        assertThat(driven.seconds(5).messages()).containsExactly("hook RESOLVED a");
    }

    @Test
    void whatWasCertainlyNotToldIsNotEnded() {
        var driven = Driven.begun(ONE_WEBHOOK).receiver("hook", d -> new Failed("no connection", null, false));
        driven.take(a.next()).seconds(30);
        driven.take(a.resolved().next()).receiver("hook", d -> Arrived.PLAIN);
        driven.messages();
        assertThat(driven.after(Duration.ofMinutes(10)).messages()).isEmpty();
    }

    /** A removed receiver must not undo what another has just been promised. */
    @Test
    void whatIsToldGoesOnWhenAnotherReceiverIsTakenOut() {
        var driven = Driven.begun(TWO).take(a.next()).seconds(30);
        assertThat(driven.messages()).hasSize(2);
        driven.config("""
                receivers:
                - {name: one, webhook: {url: "http://localhost/"}}
                - {name: three, webhook: {url: "http://localhost/"}}
                fallback: [one, three]
                """);
        assertThat(driven.messages()).containsExactly("three OPENED a");
        driven.take(a.resolved().next());
        assertThat(driven.messages()).containsExactlyInAnyOrder("one RESOLVED a", "three RESOLVED a");
    }

    @Test
    void aStartTellsNothingThatIsKnownOrOver() {
        var c = new AnIncident("c");
        var driven = Driven.begun(ONE_WEBHOOK).take(a.next()).seconds(30);
        var known = a.cause("APPLICATION_ERROR");
        driven.messages();
        driven.restart(b.next(), b.resolved().next(), c.next());
        assertThat(driven.seconds(60).messages()).containsExactly("hook OPENED c");
        var replayed = new AnIncident("a");
        driven.restart(replayed.next());
        assertThat(driven.seconds(60).messages()).as("a replay").isEmpty();
        driven.restart(known.resolved().next());
        assertThat(driven.messages()).containsExactly("hook RESOLVED a");
    }

    @Test
    void aNewInstallationTellsInOneMessageWhatIsOpen() {
        var driven = new Driven(ONE_WEBHOOK);
        var before = new ArrayList<AnIncident>();
        for (int i = 0; i < 20; i++) {
            before.add(new AnIncident("i" + i).cause("CAUSE_" + i));
            driven.backlog(before.get(i).next());
        }
        before.subList(0, 12).forEach(one -> driven.backlog(one.resolved().next()));
        driven.begin();
        assertThat(driven.seconds(60).messages()).containsExactly("hook OPENED storm of 8");
        driven.take(new AnIncident("new").cause("CAUSE_15").next());
        assertThat(driven.seconds(60).messages()).containsExactly("hook OPENED new");
    }

    @Test
    void alertmanagerIsToldAgainWhatStillIs() {
        var refreshed = new ArrayList<String>();
        var driven = Driven.begun("""
                receivers: [{name: am, alertmanager: {urls: ["http://localhost/"], resend: 1m}}]
                fallback: [am]
                """).receiver("am", d -> {
            refreshed.add(d.attempt().reason() + " " + d.ref().id());
            return Arrived.PLAIN;
        });
        driven.take(a.next()).seconds(30);
        refreshed.clear();
        driven.after(Duration.ofSeconds(125));
        assertThat(refreshed).isEqualTo(List.of("REMINDED a", "REMINDED a"));
        driven.take(a.resolved().next());
        refreshed.clear();
        assertThat(driven.after(Duration.ofMinutes(5)).messages()).contains("am RESOLVED a");
        assertThat(refreshed).isEmpty();
    }

    @Test
    void whatIsTooMuchForOneRequestIsToldAgainInRounds() {
        var times = new HashMap<String, Integer>();
        var driven = Driven.begun("""
                receivers: [{name: am, alertmanager: {urls: ["http://localhost/"], resend: 1m}}]
                fallback: [am]
                """).receiver("am", d -> {
            times.merge(d.ref().id(), 1, Integer::sum);
            return Arrived.PLAIN;
        });
        for (int i = 0; i < 450; i++) { // three requests
            driven.take(new AnIncident("i" + i).next());
        }
        driven.seconds(30);
        times.clear();
        driven.seconds(61);
        assertThat(times)
                .hasSize(450)
                .allSatisfy((id, count) -> assertThat(count).isBetween(1, 2));
    }
}
