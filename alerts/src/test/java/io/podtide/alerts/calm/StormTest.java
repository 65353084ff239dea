package io.podtide.alerts.calm;

import static io.podtide.alerts.calm.Driven.ONE_WEBHOOK;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.alerts.AnIncident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StormTest {

    @Test
    void aThousandPodsOfOneCauseAreThreeMessages() {
        var driven = Driven.begun(ONE_WEBHOOK);
        var all = new ArrayList<AnIncident>();
        for (int second = 0; second < 120; second++) {
            for (int i = second * 1_000 / 120; i < (second + 1) * 1_000 / 120; i++) {
                var one = new AnIncident("i" + i);
                all.add(one);
                driven.take(one.next());
            }
            driven.seconds(1);
        }
        driven.after(Duration.ofMinutes(30));
        for (int i = 0; i < all.size(); i++) {
            driven.take(all.get(i).resolved().next());
        }
        driven.after(Duration.ofMinutes(30));
        var messages = driven.messages();
        System.out.println("storm of 1,000 pods within 2 min, each of its own workload: " + messages);
        assertThat(messages).hasSize(3);
        assertThat(messages.get(0)).startsWith("hook OPENED storm of ");
        assertThat(messages.subList(1, 3)).containsExactly("hook CHANGED storm of 1000", "hook RESOLVED storm of 1000");
        assertThat(driven.kept().keySet()).as("storms are forgotten").noneMatch(key -> key.startsWith("storm/"));
    }

    @Test
    void aThousandAtOnceAreTwoMessages() {
        var driven = Driven.begun(ONE_WEBHOOK);
        var all = new ArrayList<AnIncident>();
        for (int i = 0; i < 1_000; i++) {
            all.add(new AnIncident("i" + i));
            driven.take(all.get(i).next());
        }
        driven.after(Duration.ofMinutes(30));
        all.forEach(one -> driven.take(one.resolved().next()));
        driven.after(Duration.ofMinutes(30));
        assertThat(driven.messages()).containsExactly("hook OPENED storm of 1000", "hook RESOLVED storm of 1000");
    }

    @Test
    void aThousandPodsOfOneWorkloadAreOneIncidentAndThreeMessages() {
        var one = new AnIncident("a");
        var driven = Driven.begun(ONE_WEBHOOK);
        for (int second = 1; second <= 120; second++) {
            driven.take(one.pods(second * 1_000 / 120).next()).seconds(1);
        }
        driven.after(Duration.ofMinutes(30)).take(one.resolved().next()).after(Duration.ofMinutes(30));
        assertThat(driven.messages()).containsExactly("hook OPENED a", "hook CHANGED a", "hook RESOLVED a");
    }

    /** It is no storm yet when the first have settled: nobody waits two minutes to be told of one. */
    @Test
    void thoseToldBeforeItWasAStormStayTheirOwn() {
        var driven =
                Driven.begun(ONE_WEBHOOK).take(new AnIncident("early").next()).seconds(40);
        for (int i = 0; i < 999; i++) {
            driven.take(new AnIncident("i" + i).next());
        }
        assertThat(driven.after(Duration.ofMinutes(30)).messages())
                .containsExactly("hook OPENED early", "hook OPENED storm of 999");
    }

    @Test
    void fewOfOneCauseAndManyOfDifferentCausesAreNoStorm() {
        var driven = Driven.begun(ONE_WEBHOOK);
        for (int i = 0; i < 4; i++) {
            driven.take(new AnIncident("same" + i).next());
            driven.take(new AnIncident("other" + i).cause("CAUSE_" + i).next());
        }
        assertThat(driven.seconds(60).messages())
                .hasSize(8)
                .allMatch(message -> message.matches("hook OPENED (same|other)[0-3]"));
    }

    @Test
    void anUnknownCauseIsAnotherForEachKind() {
        var driven = Driven.begun(ONE_WEBHOOK);
        var kinds = List.of(Kind.OOM, Kind.PENDING);
        for (int i = 0; i < 6; i++) {
            driven.take(new AnIncident("i" + i)
                    .cause("UNKNOWN_CAUSE")
                    .kind(kinds.get(i % 2))
                    .next());
        }
        assertThat(driven.seconds(60).messages()).hasSize(6).noneMatch(message -> message.contains("storm"));
    }

    @Test
    void whoGroupsIsToldOfEach() {
        var driven = Driven.begun("""
                receivers: [{name: am, alertmanager: {urls: ["http://localhost/"]}}]
                fallback: [am]
                """);
        for (int i = 0; i < 10; i++) {
            driven.take(new AnIncident("i" + i).next());
        }
        assertThat(driven.seconds(60).messages()).hasSize(10).noneMatch(message -> message.contains("storm"));
    }

    @Test
    void aRestartInMidStormGoesOnWithIt() {
        var driven = Driven.begun(ONE_WEBHOOK);
        var all = new ArrayList<AnIncident>();
        for (int i = 0; i < 10; i++) {
            all.add(new AnIncident("i" + i));
            driven.take(all.get(i).next());
        }
        assertThat(driven.seconds(30).messages()).containsExactly("hook OPENED storm of 10");
        driven.restart();
        var late = new AnIncident("late");
        driven.take(late.next());
        assertThat(driven.seconds(30).messages()).as("it joins").isEmpty();
        all.forEach(one -> driven.take(one.resolved().next()));
        assertThat(driven.messages()).isEmpty();
        assertThat(driven.take(late.resolved().next()).messages()).containsExactly("hook RESOLVED storm of 11");
    }

    @Test
    void aStormIsAsSevereAsTheWorstOfItHasBecome() {
        var driven = Driven.begun("""
                receivers: [{name: hook, webhook: {url: "http://localhost/"}}]
                severity: [{match: {cause: OLD}, open-for: 30m, is: critical}]
                fallback: [hook]
                """);
        var all = new ArrayList<AnIncident>();
        for (int i = 0; i < 5; i++) {
            all.add(new AnIncident("i" + i));
            driven.take(all.get(i).next());
            driven.take(new AnIncident("old" + i).cause("OLD").next());
        }
        assertThat(driven.seconds(30).messages()).containsExactly("hook OPENED storm of 5", "hook OPENED storm of 5");
        driven.take(all.get(0).severity(Severity.CRITICAL).next());
        assertThat(driven.messages()).containsExactly("hook CHANGED storm of 5");
        assertThat(driven.after(Duration.ofHours(1)).messages())
                .as("of those that are old by then")
                .containsExactly("hook CHANGED storm of 5");
    }

    @Test
    void whatComesBackAfterAStormIsToldByItself() {
        var driven = Driven.begun(ONE_WEBHOOK);
        var all = new ArrayList<AnIncident>();
        for (int i = 0; i < 5; i++) {
            all.add(new AnIncident("i" + i));
            driven.take(all.get(i).next());
        }
        driven.seconds(30);
        all.forEach(one -> driven.take(one.resolved().next()));
        assertThat(driven.messages()).containsExactly("hook OPENED storm of 5", "hook RESOLVED storm of 5");
        driven.after(Duration.ofMinutes(5)).take(all.get(0).open().next());
        assertThat(driven.seconds(60).messages()).containsExactly("hook OPENED i0");
    }

    @Test
    void aStormIsQuietInQuietHours() {
        var driven = Driven.begun("""
                receivers: [{name: hook, webhook: {url: "http://localhost/"}}]
                routes: [{to: hook, quiet: {from: 10:01, to: 12:00, zone: UTC}}]
                """);
        for (int i = 0; i < 5; i++) {
            driven.take(new AnIncident("i" + i).next());
        }
        driven.seconds(50);
        for (int i = 5; i < 50; i++) {
            driven.take(new AnIncident("i" + i).next());
        }
        assertThat(driven.after(Duration.ofMinutes(118)).messages()).containsExactly("hook OPENED storm of 5");
        assertThat(driven.after(Duration.ofMinutes(2)).messages()).containsExactly("hook CHANGED storm of 50");
    }

    @Test
    void ofAStormThatIsMutedOnlyTheEndIsTold() {
        var driven = Driven.begun(ONE_WEBHOOK);
        var all = new ArrayList<AnIncident>();
        for (int i = 0; i < 5; i++) {
            all.add(new AnIncident("i" + i));
            driven.take(all.get(i).next());
        }
        driven.seconds(30)
                .config(
                        ONE_WEBHOOK
                                + "mutes: [{match: {workload: 'i*'}, until: 2999-01-01T00:00:00Z, owner: me, reason: tests}]\n");
        driven.take(all.get(0).severity(Severity.CRITICAL).next()).after(Duration.ofHours(25));
        assertThat(driven.messages()).containsExactly("hook OPENED storm of 5");
        all.forEach(one -> driven.take(one.resolved().next()));
        assertThat(driven.messages()).containsExactly("hook RESOLVED storm of 5");
    }

    @Test
    void whatQuietHoursHeldBackIsOneMessageAtTheirEnd() {
        var driven = Driven.begun("""
                receivers: [{name: hook, webhook: {url: "http://localhost/"}}]
                routes: [{to: hook, quiet: {from: 10:00, to: 12:00, zone: UTC}}]
                """);
        for (int i = 0; i < 8; i++) {
            driven.take(new AnIncident("i" + i).next()).after(Duration.ofMinutes(10));
        }
        assertThat(driven.messages()).isEmpty();
        assertThat(driven.after(Duration.ofHours(1)).messages()).containsExactly("hook OPENED storm of 8");
    }
}
