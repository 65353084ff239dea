package io.podtide.alerts.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.alerts.AnIncident;
import io.podtide.alerts.calm.Attempt;
import io.podtide.alerts.calm.Content;
import io.podtide.alerts.calm.Delivery;
import io.podtide.alerts.calm.Digest.Day;
import io.podtide.alerts.calm.Digest.Edition;
import io.podtide.alerts.calm.Reason;
import io.podtide.alerts.calm.Ref;
import io.podtide.alerts.config.AlertsReader;
import io.podtide.alerts.sink.Sinks;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.incident.Incident.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What people read. */
class MessagesTest {

    private static final String OURS = "receivers: [{name: r, webhook: {url: \"http://localhost/\"}}]";

    private final AnIncident one = new AnIncident("a");

    @Test
    void theFirstSaysWhatWhereSinceWhenWhyAndWhatToDo() {
        var message = message(
                OURS, Reason.OPENED, one.evidence("no such table: carts").next(), null);
        assertThat(message.title()).isEqualTo("[WARNING] RESTART_LOOP eu-1/shop/Deployment/a: APPLICATION_ERROR");
        assertThat(message.text()).isEqualTo("""
                Container app exits with 1 again and again.
                Since 2026-11-21 10:00 UTC in cluster eu-1; pod a-1 on node-a.
                Seen: Error (container app): no such table: carts
                To do: Read its log.""");
        assertThat(message.body()).isEqualTo(message.text());
        assertThat(message.change()).isEmpty();
    }

    @Test
    void aChangeStandsInFrontAndTheBodyIsWhatItIsNow() {
        var told = content(one.next());
        var message = message(
                OURS,
                Reason.CHANGED,
                one.severity(Severity.CRITICAL).cause("OUT_OF_DISK").pods(4).next(),
                told);
        assertThat(message.change())
                .isEqualTo("Now CRITICAL, was WARNING; cause now OUT_OF_DISK, was APPLICATION_ERROR;"
                        + " 4 pods by now, were 1.");
        assertThat(message.text()).isEqualTo(message.change() + '\n' + message.body());
        assertThat(message.body()).contains("pods a-1 on node-a and 3 more.");
    }

    @Test
    void anEndSaysAfterHowLongAndAsksForNothing() {
        var told = content(one.next());
        var message = message(OURS, Reason.RESOLVED, one.resolved().next(), told);
        assertThat(message.title()).startsWith("[RESOLVED] ");
        assertThat(message.text())
                .startsWith("It is over after 2 s: recovered.\nContainer app exits")
                .contains("\nFrom 2026-11-21 10:00 UTC in cluster eu-1; pod a-1 on node-a.")
                .doesNotContain("To do")
                .doesNotContain("Seen");
    }

    @Test
    void whatNobodyKnowsIsSaidToBeUnknown() {
        var told = content(one.next());
        var message = message(OURS, Reason.CHANGED, one.unknown().next(), told);
        assertThat(message.title()).startsWith("[UNKNOWN] ");
        assertThat(message.text()).startsWith("Nobody knows how it is: its cluster is silent.\n");
        assertThat(message.over()).isFalse();
    }

    @Test
    void aReminderSaysForHowLong() {
        var incident = one.next();
        var at = AnIncident.START.plus(Duration.ofHours(27));
        var message = message(OURS, Reason.REMINDED, incident, content(incident), at);
        assertThat(message.text()).startsWith("It still is so, for 1 d 3 h.\n");
    }

    /** Others of its cause were told by themselves before. */
    @Test
    void oneThatIsAloneInItsStormIsToldInItsOwnWords() {
        var incident = one.next();
        var content = new Content(State.OPEN, Severity.WARNING, "APPLICATION_ERROR", 1, false, 0, false);
        var alone = messages(OURS)
                .of(new Delivery(
                        new Ref("storm/x", "r"),
                        new Attempt(Reason.OPENED, 1, content, AnIncident.START, 0, true, false, false),
                        AnIncident.START,
                        null,
                        Map.of(),
                        Severity.WARNING,
                        "shop",
                        List.of(incident),
                        1,
                        1,
                        "APPLICATION_ERROR",
                        null));
        assertThat(alone.title()).isEqualTo("[WARNING] RESTART_LOOP eu-1/shop/Deployment/a: APPLICATION_ERROR");
        assertThat(alone.text()).startsWith("Container app exits with 1 again and again.\nSince 2026-11-21 10:00 UTC");
        assertThat(alone.id()).as("all messages of a storm are of one thing").isEqualTo("x");
    }

    @Test
    void aStormSaysHowManySinceWhenWhatToDoAndWhich() {
        var incidents = List.of(one.next(), new AnIncident("b").next());
        var content = new Content(State.OPEN, Severity.WARNING, "APPLICATION_ERROR", 12, false, 0, false);
        var message = messages(OURS)
                .of(new Delivery(
                        new Ref("storm/x", "r"),
                        new Attempt(Reason.OPENED, 1, content, AnIncident.START, 0, true, false, false),
                        AnIncident.START,
                        null,
                        Map.of(),
                        Severity.WARNING,
                        "shop",
                        incidents,
                        12,
                        11,
                        "APPLICATION_ERROR",
                        null));
        assertThat(message.title()).isEqualTo("[WARNING] 12 incidents: APPLICATION_ERROR, 11 open");
        assertThat(message.text()).isEqualTo("""
                12 incidents since 2026-11-21 10:00 UTC, 11 of them open.
                For example: Container app exits with 1 again and again.
                To do: Read its log.
                - RESTART_LOOP eu-1/shop/Deployment/a
                - RESTART_LOOP eu-1/shop/Deployment/b
                and 10 more""");
    }

    @Test
    void aDigestIsCountsAndNames() {
        var day = new Day(2, 1, 0, List.of("new: OOM eu-1/shop/Deployment/a: MEMORY_LEAK_SUSPECTED"));
        var content = new Content(State.OPEN, Severity.INFO, "digest", 3, false, 0, false);
        var message = messages(OURS)
                .of(new Delivery(
                        new Ref("digest/shop", "r"),
                        new Attempt(Reason.DIGEST, 1, content, AnIncident.START, 0, true, false, false),
                        AnIncident.START,
                        null,
                        Map.of(),
                        Severity.INFO,
                        "shop",
                        List.of(),
                        0,
                        0,
                        null,
                        new Edition(AnIncident.START, day, new Day(0, 0, 0, List.of()))));
        assertThat(message.title()).isEqualTo("Podtide digest, team shop: 2 new, 1 recurring, 0 fixed ↑");
        assertThat(message.text()).isEqualTo("""
                2 new, 1 recurring, 0 fixed ↑
                new: OOM eu-1/shop/Deployment/a: MEMORY_LEAK_SUSPECTED""");
    }

    @Test
    void secretsAreMaskedWhereverAPodsWordsGo() {
        var message = new Messages(
                        AlertsReader.read(OURS, Sinks.KINDS).orThrow(), text -> text.replace("hunter2", "***"))
                .of(delivery(
                        Reason.OPENED,
                        one.summary("password hunter2")
                                .evidence("token hunter2")
                                .next(),
                        null,
                        AnIncident.START));
        assertThat(message.toString()).contains("password ***", "token ***").doesNotContain("hunter2");
    }

    @Test
    void wordsOfTheOperatorAreFilledInOnce() {
        var yaml = """
                receivers: [{name: r, webhook: {url: "http://localhost/"}, title: "{workload} {change}|{summary}", text: "{link}{id}"}]
                incident-link: "https://podtide.example.com/{cluster}/{id}"
                """;
        var message = message(
                yaml,
                Reason.OPENED,
                one.cluster("a b").summary("{team} $1\n{id}").next(),
                null);
        assertThat(message.title())
                .as("what a pod says is no template, and one line")
                .isEqualTo("a |{team} $1 {id}");
        assertThat(message.text()).isEqualTo("https://podtide.example.com/a+b/aa");
    }

    @Test
    void nothingIsEndlessAndNoCharacterIsHalf() {
        var message = message(
                OURS,
                Reason.OPENED,
                one.summary("\ud83d\ude00".repeat(5_000))
                        .evidence("pull failed: " + "y".repeat(9_000) + " x509: unknown authority")
                        .next(),
                null);
        assertThat(message.text()).hasSizeLessThan(2_801);
        assertThat(message.text())
                .as("an error names its cause last")
                .contains("Seen: Error (container app): pull failed: yy", "yy x509: unknown authority\n");
        assertThat(message.text().codePoints()).noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    private static Message message(String yaml, Reason reason, Incident incident, @Nullable Content told) {
        return message(yaml, reason, incident, told, AnIncident.START);
    }

    private static Message message(
            String yaml, Reason reason, Incident incident, @Nullable Content told, Instant since) {
        return messages(yaml).of(delivery(reason, incident, told, since));
    }

    private static Messages messages(String yaml) {
        return new Messages(AlertsReader.read(yaml, Sinks.KINDS).orThrow(), text -> text);
    }

    private static Delivery delivery(Reason reason, Incident incident, @Nullable Content told, Instant since) {
        return new Delivery(
                new Ref(Ref.INCIDENT + incident.id(), "r"),
                new Attempt(reason, 1, content(incident), since, 0, true, false, false),
                AnIncident.START,
                told,
                Map.of(),
                incident.severity(),
                "shop",
                List.of(incident),
                1,
                1,
                null,
                null);
    }

    private static Content content(Incident incident) {
        return new Content(
                incident.state(),
                incident.severity(),
                incident.cause(),
                incident.podCount(),
                incident.parentId() != null,
                incident.reopened(),
                false);
    }
}
