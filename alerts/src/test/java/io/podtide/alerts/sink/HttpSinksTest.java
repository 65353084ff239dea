package io.podtide.alerts.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.alerts.AnIncident;
import io.podtide.alerts.calm.Outcome;
import io.podtide.alerts.calm.Outcome.Arrived;
import io.podtide.alerts.calm.Outcome.Failed;
import io.podtide.alerts.calm.Outcome.Refused;
import io.podtide.alerts.calm.Reason;
import io.podtide.alerts.config.Receiver.Login;
import io.podtide.alerts.config.Receiver.Wording;
import io.podtide.alerts.config.Secret;
import io.podtide.detect.incident.Incident.Severity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The webhook and PagerDuty, against a server that answers as their documentation says. */
class HttpSinksTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @TempDir
    Path directory;

    private final AnIncident one = new AnIncident("11111111-0000-5000-8000-000000000001");
    private FakeService service;
    private Secret secret;

    @BeforeEach
    void start() throws Exception {
        service = new FakeService();
        var file = Files.writeString(directory.resolve("secret"), SECRET + "\n");
        secret = new Secret(Secret.Source.FILE, file.toString());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Sink webhook() {
        var url = Secret.text(service.url("/hook").toString());
        return new Sinks().of(new Webhook("r", url, secret, new Login("me", secret), Wording.OURS));
    }

    private Sink pagerDuty() {
        return new Sinks().of(new PagerDuty("r", secret, service.url("/v2/enqueue"), Wording.OURS));
    }

    @Test
    void aWebhookGetsASignedCloudEvent() throws Exception {
        var message = AMessage.of(Reason.OPENED, one.next());
        assertThat(webhook().send(message)).isEqualTo(Arrived.PLAIN);
        assertThat(webhook().send(message)).isEqualTo(Arrived.PLAIN);
        var asked = service.asked();
        var first = asked.get(0);
        var event = first.json();
        assertThat(first.headers())
                .containsEntry("content-type", "application/cloudevents+json; charset=UTF-8")
                .containsEntry("webhook-id", event.path("id").asText())
                .hasEntrySatisfying("authorization", value -> assertThat(value).startsWith("Basic "));
        var prefix = first.headers().get("webhook-id") + '.' + first.headers().get("webhook-timestamp") + '.';
        assertThat(first.headers().get("webhook-signature"))
                .isEqualTo("v1," + WebhookSink.sign(SECRET, prefix, first.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("type").asText()).isEqualTo("io.podtide.incident.opened");
        assertThat(event.path("subject").asText()).isEqualTo("11111111-0000-5000-8000-000000000001");
        assertThat(event.path("data").path("incidents").path(0).path("cause").asText())
                .isEqualTo("APPLICATION_ERROR");
        assertThat(asked.get(1).json().path("id")).as("known again").isEqualTo(event.path("id"));
    }

    /** The example of the Standard Webhooks specification. */
    @Test
    void theSignatureIsThatOfTheSpecification() throws Exception {
        assertThat(WebhookSink.sign(
                        SECRET,
                        "msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.",
                        "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void aBodyThatIsTooBigLosesWhatCanBeLookedUp() throws Exception {
        var big = "x".repeat(300_000);
        assertThat(webhook().send(AMessage.of(Reason.OPENED, one.evidence(big).next())))
                .isEqualTo(Arrived.PLAIN);
        var incident =
                service.asked().get(0).json().path("data").path("incidents").path(0);
        assertThat(incident.path("evidence").isNull()).isTrue();
        assertThat(incident.path("pods").isArray()).isTrue();
        assertThat(webhook()
                        .send(AMessage.of(
                                Reason.OPENED, one.evidence("").summary(big).next())))
                .isInstanceOf(Refused.class);
        assertThat(service.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "200, arrived",
        "202, arrived",
        "301, later",
        "400, refused",
        "401, later",
        "404, later",
        "413, refused",
        "429, later",
        "500, perhaps",
        "503, perhaps"
    })
    void aStatusSaysWhatBecomesOfIt(int status, String what) throws Exception {
        service.answers(
                status, "{}", Map.of("Location", service.url("/elsewhere").toString()));
        var outcome = webhook().send(AMessage.of(Reason.OPENED, one.next()));
        assertThat(service.asked()).as("redirects are not followed").hasSize(1);
        assertThat(describe(outcome)).isEqualTo(what);
        assertThat(outcome.toString()).doesNotContain("whsec").doesNotContain("/hook");
    }

    private static String describe(Outcome outcome) {
        if (outcome instanceof Failed failed) {
            return failed.maybe() ? "perhaps" : "later";
        }
        return outcome instanceof Arrived ? "arrived" : "refused";
    }

    @Test
    void retryAfterIsReadInSecondsAndAsADate() throws Exception {
        service.answers(429, "", Map.of("Retry-After", "17"));
        assertThat(webhook().send(AMessage.of(Reason.OPENED, one.next())))
                .isEqualTo(new Failed("status 429", Duration.ofSeconds(17), false));
        service.answers(503, "", Map.of("Retry-After", "Fri, 21 Nov 2036 10:00:00 GMT"));
        assertThat(webhook().send(AMessage.of(Reason.OPENED, one.next())))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.after()).isGreaterThan(Duration.ofDays(30)));
    }

    @Test
    void noAnswerInTimeMayHaveArrivedAndNoConnectionHasNot() throws Exception {
        service.answersLate(11_000);
        assertThat(webhook().send(AMessage.of(Reason.OPENED, one.next())))
                .isEqualTo(new Failed("no answer within 10 s", null, true));
        service.close();
        assertThat(webhook().send(AMessage.of(Reason.OPENED, one.next())))
                .isEqualTo(new Failed("no connection (ConnectException)", null, false));
    }

    @Test
    void aMissingCredentialIsSaidAndNothingIsSent() throws Exception {
        secret = new Secret(Secret.Source.ENV, "PODTIDE_NO_SUCH_VARIABLE");
        assertThat(pagerDuty().send(AMessage.of(Reason.OPENED, one.next())))
                .isEqualTo(new Failed(
                        "no credential: there is none in environment variable PODTIDE_NO_SUCH_VARIABLE", null, false));
        secret = new Secret(Secret.Source.FILE, directory.resolve("none").toString());
        assertThat(pagerDuty().send(AMessage.of(Reason.OPENED, one.next())))
                .isEqualTo(
                        new Failed("no credential: there is no such file: " + directory.resolve("none"), null, false));
        assertThat(service.asked()).isEmpty();
    }

    /** The JDK says of a header that is none what it holds. */
    @Test
    void aCredentialThatCannotBeSentIsNotRepeated() throws Exception {
        Files.writeString(directory.resolve("secret"), "whsec_TOP\nSECRET");
        var login = new Login(null, secret);
        var url = Secret.text(service.url("/hook").toString());
        var sink = new Sinks().of(new Webhook("r", url, null, login, Wording.OURS));
        assertThat(sink.send(AMessage.of(Reason.OPENED, one.next())))
                .isEqualTo(new Failed(
                        "no credential: that for Authorization has characters that no header can carry,"
                                + " such as a line end",
                        null,
                        false));
        Files.writeString(directory.resolve("secret"), "whsec_no_base64!");
        assertThat(webhook().send(AMessage.of(Reason.OPENED, one.next())).toString())
                .contains("is no Base64")
                .doesNotContain("no_base64!");
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void pagerDutyIsTriggeredAndResolvedUnderTheIncidentsId() throws Exception {
        var sink = pagerDuty();
        service.answers(202, "{\"status\":\"success\"}");
        var opened = one.severity(Severity.CRITICAL).next();
        sink.send(AMessage.of(Reason.OPENED, opened));
        var trigger = service.asked().get(0).json();
        assertThat(trigger.path("event_action").asText()).isEqualTo("trigger");
        assertThat(trigger.path("dedup_key").asText()).isEqualTo(opened.id());
        assertThat(trigger.path("routing_key").asText()).isEqualTo(SECRET);
        assertThat(trigger.path("payload").path("severity").asText()).isEqualTo("critical");
        assertThat(trigger.path("payload").path("summary").asText())
                .startsWith("[CRITICAL] RESTART_LOOP eu-1/shop/Deployment/");
        assertThat(trigger.path("client_url").asText()).endsWith(opened.id());

        var told = AMessage.content(opened);
        sink.send(AMessage.of(Reason.CHANGED, one.cause("OTHER").next(), told, Map.of(), false));
        sink.send(AMessage.of(Reason.REMINDED, one.next(), told, Map.of(), false));
        assertThat(service.asked())
                .as("a trigger more would page again whoever has resolved it")
                .isEmpty();

        sink.send(AMessage.of(Reason.CHANGED, one.unknown().next(), told, Map.of(), false));
        var unknown = service.asked().get(0).json();
        assertThat(unknown.path("event_action").asText()).isEqualTo("trigger");
        assertThat(unknown.path("payload").path("summary").asText()).startsWith("[UNKNOWN]");

        sink.send(AMessage.of(Reason.RESOLVED, one.resolved().next(), told, Map.of(), false));
        var resolve = service.asked().get(0).json();
        assertThat(resolve.path("event_action").asText()).isEqualTo("resolve");
        assertThat(resolve.path("dedup_key").asText()).isEqualTo(opened.id());
        assertThat(resolve.has("payload")).isFalse();
    }
}
