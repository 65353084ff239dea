package io.podtide.alerts.calm;

import static io.podtide.alerts.calm.Driven.ONE_WEBHOOK;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.alerts.AnIncident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Muted;
import io.podtide.detect.incident.Incident.Severity;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CalmTest {

    private final AnIncident a = new AnIncident("a");

    @Test
    void anIncidentIsToldOnceItHasSettledAndItsEndAtOnce() {
        var driven = Driven.begun(ONE_WEBHOOK).take(a.next());
        assertThat(driven.seconds(29).messages()).isEmpty();
        assertThat(driven.seconds(1).messages()).containsExactly("hook OPENED a");
        assertThat(driven.seconds(600).take(a.resolved().next()).messages()).containsExactly("hook RESOLVED a");
        assertThat(driven.after(Duration.ofHours(25)).messages()).isEmpty();
        assertThat(driven.kept()).as("nothing is kept for ever").isEmpty();
    }

    @Test
    void whatIsOverBeforeItHasSettledIsNotTold() {
        var driven = Driven.begun(ONE_WEBHOOK)
                .take(a.next())
                .seconds(20)
                .take(a.resolved().next());
        assertThat(driven.after(Duration.ofHours(1)).messages()).isEmpty();
        assertThat(driven.kept()).isEmpty();
    }

    @Test
    void aLostNodeAndASilentClusterDoNotSettle() {
        var driven = Driven.begun(ONE_WEBHOOK)
                .take(a.kind(Kind.NODE_LOST).next())
                .take(new AnIncident("b").kind(Kind.CLUSTER_SILENT).next());
        assertThat(driven.messages()).containsExactly("hook OPENED a", "hook OPENED b");
    }

    @Test
    void aParentTakesItsChildrenWhileTheySettle() {
        var parent = new AnIncident("parent");
        var driven = Driven.begun(ONE_WEBHOOK).take(a.next()).seconds(15);
        driven.take(parent.next(), a.partOf("parent").next());
        assertThat(driven.seconds(60).messages()).containsExactly("hook OPENED parent");
        driven.take(a.resolved().next(), parent.resolved().next());
        assertThat(driven.messages()).containsExactly("hook RESOLVED parent");
    }

    @Test
    void aRouteMayAskForChildren() {
        var driven = Driven.begun("""
                receivers: [{name: hook, webhook: {url: "http://localhost/"}}]
                routes: [{to: hook, children: true}]
                """).take(a.partOf("parent").next());
        assertThat(driven.seconds(60).messages()).containsExactly("hook OPENED a");
    }

    @Test
    void changesOfStateAndSeverityAreToldAtOnceOthersFiveMinutesAfterTheLastMessage() {
        var driven = Driven.begun(ONE_WEBHOOK).take(a.next()).seconds(30);
        assertThat(driven.messages()).containsExactly("hook OPENED a");
        driven.take(a.cause("OTHER").next());
        assertThat(driven.seconds(299).messages()).isEmpty();
        assertThat(driven.seconds(1).messages()).containsExactly("hook CHANGED a");
        assertThat(driven.take(a.severity(Severity.CRITICAL).next()).messages()).containsExactly("hook CHANGED a");
        assertThat(driven.take(a.unknown().next()).messages())
                .as("not resolved, and said")
                .containsExactly("hook CHANGED a");
        assertThat(driven.take(a.open().next()).messages()).containsExactly("hook CHANGED a");
        driven.take(a.summary("other words").next());
        assertThat(driven.seconds(3_000).messages())
                .as("nothing a reader would want")
                .isEmpty();
    }

    @Test
    void whileNobodyKnowsNothingIsOpenedAndNothingResolved() {
        var driven = Driven.begun(ONE_WEBHOOK)
                .take(a.next())
                .seconds(10)
                .take(a.unknown().next());
        assertThat(driven.seconds(600).messages()).isEmpty();
        assertThat(driven.take(a.open().next()).seconds(30).messages()).containsExactly("hook OPENED a");
    }

    @Test
    void whatHasComeBackTwiceFlapsAndIsOverOnlyWhenThatHolds() {
        var driven = Driven.begun(ONE_WEBHOOK)
                .take(a.next())
                .seconds(30)
                .take(a.resolved().next());
        driven.seconds(60).take(a.open().next()).seconds(30);
        assertThat(driven.messages()).containsExactly("hook OPENED a", "hook RESOLVED a", "hook REOPENED a");
        driven.take(a.resolved().next());
        assertThat(driven.messages()).containsExactly("hook RESOLVED a");
        driven.seconds(60).take(a.open().next()).seconds(30);
        assertThat(driven.messages()).containsExactly("hook REOPENED a");
        for (int i = 0; i < 5; i++) {
            driven.take(a.resolved().next())
                    .after(Duration.ofMinutes(10))
                    .take(a.open().next())
                    .seconds(60);
        }
        assertThat(driven.messages()).as("comings and goings are no pages").isEmpty();
        driven.take(a.resolved().next());
        assertThat(driven.after(Duration.ofMinutes(29)).messages()).isEmpty();
        assertThat(driven.after(Duration.ofMinutes(1)).messages()).containsExactly("hook RESOLVED a");
    }

    @Test
    void itIsSaidAgainAfterADay() {
        var driven = Driven.begun(ONE_WEBHOOK).take(a.next()).seconds(30);
        driven.messages();
        assertThat(driven.after(Duration.ofHours(24).minusSeconds(11)).messages())
                .isEmpty();
        assertThat(driven.seconds(20).messages()).containsExactly("hook REMINDED a");
    }

    @Test
    void whatIsMutedIsNotToldAndWhatWasToldIsEnded() {
        var mute = new Muted(AnIncident.START.plusSeconds(3_600), "platform", "load tests");
        var b = new AnIncident("b").muted(mute);
        var driven = Driven.begun(ONE_WEBHOOK).take(a.next(), b.next()).seconds(30);
        assertThat(driven.messages()).containsExactly("hook OPENED a");
        driven.take(a.muted(mute).severity(Severity.CRITICAL).next());
        assertThat(driven.seconds(600).messages()).isEmpty();
        driven.take(a.resolved().next(), b.muted(null).next());
        assertThat(driven.messages()).containsExactly("hook RESOLVED a", "hook OPENED b");
    }

    @Test
    void aMuteOfTheFileEndsByItself() {
        var driven = Driven.begun("""
                receivers: [{name: hook, webhook: {url: "http://localhost/"}}]
                fallback: [hook]
                mutes: [{match: {namespace: shop}, until: "2026-11-21T10:10:00Z", owner: me, reason: tests}]
                """).take(a.next());
        assertThat(driven.after(Duration.ofMinutes(9)).messages()).isEmpty();
        assertThat(driven.after(Duration.ofMinutes(2)).messages()).containsExactly("hook OPENED a");
    }

    @Test
    void severityGrowsWithAgeAndReachesThoseItIsRoutedTo() {
        var driven = Driven.begun("""
                receivers:
                - {name: chat, webhook: {url: "http://localhost/"}}
                - {name: pager, webhook: {url: "http://localhost/"}}
                severity: [{match: {namespace: shop}, open-for: 30m, is: critical}]
                routes:
                - {match: {severity: critical}, to: pager, continue: true}
                - {to: chat}
                """).take(a.next());
        assertThat(driven.after(Duration.ofMinutes(29)).messages()).containsExactly("chat OPENED a");
        assertThat(driven.after(Duration.ofMinutes(2)).messages())
                .containsExactlyInAnyOrder("chat CHANGED a", "pager OPENED a");
        assertThat(driven.take(a.resolved().next()).messages())
                .containsExactlyInAnyOrder("chat RESOLVED a", "pager RESOLVED a");
    }

    @Test
    void quietHoursHoldBackAllButEnds() {
        var b = new AnIncident("b");
        var driven = Driven.begun("""
                receivers: [{name: hook, webhook: {url: "http://localhost/"}}]
                routes: [{to: hook, quiet: {from: 10:01, to: 12:00, zone: UTC, except: critical}}]
                """).take(a.next()).seconds(30);
        assertThat(driven.messages()).containsExactly("hook OPENED a");
        driven.seconds(60).take(b.next(), a.cause("OTHER").next());
        assertThat(driven.after(Duration.ofHours(1)).messages()).isEmpty();
        assertThat(driven.take(a.resolved().next()).messages()).containsExactly("hook RESOLVED a");
        assertThat(driven.take(new AnIncident("c").severity(Severity.CRITICAL).next())
                        .seconds(30)
                        .messages())
                .containsExactly("hook OPENED c");
        assertThat(driven.after(Duration.ofHours(1)).messages()).containsExactly("hook OPENED b");
    }
}
