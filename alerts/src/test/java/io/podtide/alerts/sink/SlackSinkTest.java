package io.podtide.alerts.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.alerts.AnIncident;
import io.podtide.alerts.calm.Outcome.Arrived;
import io.podtide.alerts.calm.Outcome.Failed;
import io.podtide.alerts.calm.Outcome.Refused;
import io.podtide.alerts.calm.Reason;
import io.podtide.alerts.config.Receiver.Wording;
import io.podtide.alerts.config.Secret;
import io.podtide.detect.incident.Incident.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Slack's Web API as documented: status 200 for most of what is wrong, metadata that comes back from the history. */
class SlackSinkTest {

    private static final String CHANNEL = "C0123456789";
    private static final Map<String, String> HANDLE = Map.of("channel", CHANNEL, "ts", "1700000000.000100");
    private static final String OK = "{\"ok\":true,\"channel\":\"" + CHANNEL + "\",\"ts\":\"1700000000.000100\"}";

    private final AnIncident one = new AnIncident("a");
    private FakeService service;
    private Sink sink;

    @BeforeEach
    void start() throws Exception {
        service = new FakeService();
        sink = new Sinks()
                .of(new Slack("r", CHANNEL, new Secret(Secret.Source.ENV, "PATH"), service.url("/api/"), Wording.OURS));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void anIncidentIsOneMessageEditedAndThreadedAndResolvedInPlace() throws Exception {
        service.answers(200, OK).answers(200, OK).answers(200, OK).answers(200, OK);
        var opened = one.next();
        assertThat(sink.send(AMessage.of(Reason.OPENED, opened))).isEqualTo(new Arrived(HANDLE));
        assertThat(paths()).containsExactly("/api/chat.postMessage");

        var told = AMessage.content(opened);
        var worse = one.severity(Severity.CRITICAL).next();
        assertThat(sink.send(AMessage.of(Reason.CHANGED, worse, told, HANDLE, false)))
                .isEqualTo(new Arrived(HANDLE));
        var asked = service.asked();
        assertThat(asked)
                .extracting(FakeService.Asked::path)
                .containsExactly("/api/chat.update", "/api/chat.postMessage");
        assertThat(asked.get(0).json().path("ts").asText()).isEqualTo("1700000000.000100");
        assertThat(asked.get(1).json().path("thread_ts").asText()).isEqualTo("1700000000.000100");
        assertThat(asked.get(1).json().path("text").asText()).isEqualTo("Now CRITICAL, was WARNING.");
        assertThat(asked.get(1).json().path("reply_broadcast").asBoolean())
                .as("an edit catches nobody's eye")
                .isTrue();

        sink.send(AMessage.of(Reason.RESOLVED, one.resolved().next(), told, HANDLE, false));
        asked = service.asked();
        assertThat(asked).extracting(FakeService.Asked::path).containsExactly("/api/chat.update");
        assertThat(asked.get(0).json().path("text").asText()).startsWith("[RESOLVED]");
    }

    @Test
    void whatMayHaveBeenPostedIsLookedForFirst() throws Exception {
        service.answers(200, "{\"ok\":true,\"messages\":[],\"response_metadata\":{\"next_cursor\":\"p2\"}}")
                .answers(200, """
                        {"ok":true,"messages":[{"ts":"1700000000.000100",
                         "metadata":{"event_type":"podtide_message","event_payload":{"id":"a","key":"k"}}}]}
                        """)
                .answers(200, OK);
        assertThat(sink.send(AMessage.of(Reason.OPENED, one.next(), null, Map.of(), true)))
                .isEqualTo(new Arrived(HANDLE));
        var asked = service.asked();
        assertThat(asked)
                .extracting(FakeService.Asked::path)
                .containsExactly("/api/conversations.history", "/api/conversations.history", "/api/chat.update");
        assertThat(asked.get(0).query()).contains("include_all_metadata=true").contains("channel=" + CHANNEL);
        assertThat(asked.get(1).query()).contains("cursor=p2");
    }

    @Test
    void withoutTheScopeItIsPostedAndWithoutAnAnswerItIsNot() throws Exception {
        service.answers(200, "{\"ok\":false,\"error\":\"missing_scope\"}").answers(200, OK);
        assertThat(sink.send(AMessage.of(Reason.OPENED, one.next(), null, Map.of(), true)))
                .isEqualTo(new Arrived(HANDLE));
        assertThat(paths()).containsExactly("/api/conversations.history", "/api/chat.postMessage");
        service.answers(503, "");
        assertThat(sink.send(AMessage.of(Reason.OPENED, one.next(), null, Map.of(), true)))
                .isInstanceOf(Failed.class);
        assertThat(paths()).containsExactly("/api/conversations.history");
    }

    @Test
    void slacksWordsForTrouble() throws Exception {
        service.answers(200, "{\"ok\":false,\"error\":\"invalid_auth\"}");
        assertThat(sink.send(AMessage.of(Reason.OPENED, one.next())))
                .isEqualTo(new Failed("Slack says invalid_auth", null, false));
        service.answers(200, "{\"ok\":false,\"error\":\"invalid_blocks\"}");
        assertThat(sink.send(AMessage.of(Reason.OPENED, one.next())))
                .isEqualTo(new Refused("Slack says invalid_blocks"));
        service.answers(200, "<html>");
        assertThat(sink.send(AMessage.of(Reason.OPENED, one.next())))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.maybe()).isTrue());
        service.answers(200, "{\"ok\":false,\"error\":\"message_not_found\"}");
        assertThat(sink.send(AMessage.of(Reason.RESOLVED, one.resolved().next(), null, HANDLE, false)))
                .as("somebody has deleted it")
                .isEqualTo(new Arrived(HANDLE));
    }

    /** Two documented errors of chat.postMessage speak of client_msg_id. */
    @Test
    void eachPostHasAnIdThatIsTheSameForAllItsAttempts() throws Exception {
        service.answers(200, OK).answers(200, OK);
        var opened = AMessage.of(Reason.OPENED, one.next());
        sink.send(opened);
        sink.send(opened);
        var asked = service.asked();
        assertThat(asked.get(0).json().path("client_msg_id").asText())
                .hasSize(36)
                .isEqualTo(asked.get(1).json().path("client_msg_id").asText());
    }

    @Test
    void whatAWorkspaceForbidsToEditIsSaidInTheThread() throws Exception {
        service.answers(200, "{\"ok\":false,\"error\":\"edit_window_closed\"}").answers(200, OK);
        assertThat(sink.send(AMessage.of(Reason.RESOLVED, one.resolved().next(), null, HANDLE, false)))
                .isEqualTo(new Arrived(HANDLE));
        var line = service.asked().get(1).json();
        assertThat(line.path("thread_ts").asText()).isEqualTo("1700000000.000100");
        assertThat(line.path("reply_broadcast").asBoolean()).isTrue();
        assertThat(line.path("text").asText()).startsWith("[RESOLVED]");
    }

    @Test
    void whatHasBeenDeletedIsPostedAnewOnlyWhenItHasComeBack() throws Exception {
        var gone = "{\"ok\":false,\"error\":\"message_not_found\"}";
        service.answers(200, gone);
        sink.send(AMessage.of(Reason.CHANGED, one.next(), null, HANDLE, false));
        assertThat(paths()).containsExactly("/api/chat.update");
        service.answers(200, gone).answers(200, OK);
        sink.send(AMessage.of(Reason.REOPENED, one.resolved().open().next(), null, HANDLE, false));
        assertThat(paths()).containsExactly("/api/chat.update", "/api/chat.postMessage");
    }

    @Test
    void anAddressWithoutASlashAtItsEndIsTheSame() throws Exception {
        service.answers(200, OK);
        var secret = new Secret(Secret.Source.ENV, "PATH");
        new Sinks()
                .of(new Slack("r", CHANNEL, secret, service.url("/api"), Wording.OURS))
                .send(AMessage.of(Reason.OPENED, one.next()));
        assertThat(paths()).containsExactly("/api/chat.postMessage");
    }

    @Test
    void aPodsMessageIsNeitherMarkupNorACall() throws Exception {
        service.answers(200, OK);
        sink.send(AMessage.of(
                Reason.OPENED,
                one.cause("<!channel>")
                        .summary("<!here> <https://evil.example|login> *b* \u202e\u0007")
                        .next()));
        var body = service.asked().get(0).json();
        assertThat(body.path("text").asText()).contains("&lt;!channel&gt;").doesNotContain("<");
        assertThat(body.path("link_names").asBoolean()).isFalse();
        var blocks = body.path("blocks");
        assertThat(List.of(blocks.path(0), blocks.path(1)))
                .allMatch(block -> block.path("text").path("type").asText().equals("plain_text"));
        assertThat(blocks.path(1).path("text").path("text").asText())
                .startsWith("<!here> <https://evil.example|login> *b*")
                .doesNotContain("\u202e")
                .doesNotContain("\u0007");
    }

    private List<String> paths() {
        return service.asked().stream().map(FakeService.Asked::path).toList();
    }
}
