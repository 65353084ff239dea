package io.podtide.alerts.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.podtide.alerts.AnIncident;
import io.podtide.alerts.calm.Outcome.Arrived;
import io.podtide.alerts.calm.Outcome.Failed;
import io.podtide.alerts.calm.Reason;
import io.podtide.alerts.config.Receiver.Wording;
import io.podtide.alerts.sink.Email.Tls;
import jakarta.mail.internet.MimeMultipart;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real SMTP server. */
class EmailSinkTest {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void aMailIsTextAndHtmlInWhichAPodsWordsAreWords() throws Exception {
        var message = AMessage.titled(
                "{summary}",
                new AnIncident("a")
                        .summary("<script>alert(1)</script>\r\nBcc: all@example.com")
                        .next());
        assertThat(sink(Tls.NONE).send(message)).isEqualTo(Arrived.PLAIN);
        assertThat(sink(Tls.NONE).send(message)).isEqualTo(Arrived.PLAIN);
        var mails = server.getReceivedMessages();
        assertThat(mails).hasSize(2);
        assertThat(mails[0].getMessageID())
                .as("known again")
                .isEqualTo(mails[1].getMessageID())
                .endsWith("@podtide>");
        assertThat(mails[0].getAllRecipients()).hasSize(1);
        assertThat(mails[0].getSubject()).isEqualTo("<script>alert(1)</script> Bcc: all@example.com");
        assertThat(mails[0].getHeader("Bcc")).isNull();
        var parts = (MimeMultipart) mails[0].getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContent().toString()).contains("<script>");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat(parts.getBodyPart(1).getContent().toString())
                .contains("&lt;script&gt;")
                .doesNotContain("<script>");
    }

    @Test
    void aServerWithoutTlsIsNotSpokenToInTheClear() throws Exception {
        assertThat(sink(Tls.STARTTLS).send(AMessage.of(Reason.OPENED, new AnIncident("a").next())))
                .isInstanceOf(Failed.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    /** GreenMail's certificate is of nobody we know. */
    @Test
    void aCertificateNobodyVouchesForIsRefused() {
        var secure = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        secure.start();
        try {
            var message = AMessage.of(Reason.OPENED, new AnIncident("a").next());
            assertThat(sink(Tls.IMPLICIT, secure.getSmtps().getPort()).send(message))
                    .isInstanceOf(Failed.class);
            assertThat(secure.getReceivedMessages()).isEmpty();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            secure.stop();
        }
    }

    private Sink sink(Tls tls) {
        return sink(tls, server.getSmtp().getPort());
    }

    private static Sink sink(Tls tls, int port) {
        return new Sinks()
                .of(new Email(
                        "r",
                        "127.0.0.1",
                        port,
                        tls,
                        "podtide@example.com",
                        List.of("team@example.com"),
                        null,
                        Wording.OURS));
    }
}
