package io.podtide.alerts.sink;

import io.podtide.alerts.calm.Outcome;
import io.podtide.alerts.calm.Outcome.Arrived;
import io.podtide.alerts.calm.Outcome.Failed;
import io.podtide.alerts.message.Message;
import io.podtide.alerts.sink.Email.Tls;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import java.util.UUID;

/** SMTP: plain text, and HTML in which all of it is text. {@code Message-ID} is the same for all attempts. */
final class EmailSink implements Sink {

    private static final String CONNECTS_WITHIN_MS = "4000";
    private static final String ANSWERS_WITHIN_MS = "10000";

    private final Email receiver;

    EmailSink(Email receiver) {
        this.receiver = receiver;
    }

    @Override
    public Outcome send(Message message) {
        try {
            var session = Session.getInstance(properties());
            var mail = mail(session, message);
            try (var transport = session.getTransport("smtp")) {
                connect(transport);
                transport.sendMessage(mail, mail.getAllRecipients());
            }
            return Arrived.PLAIN;
        } catch (MessagingException e) {
            // The message may repeat what the server said, never what we did.
            return new Failed(
                    "the mail server does not take it: " + e.getClass().getSimpleName(), null, true);
        } catch (IOException e) {
            return Credentials.missing(e);
        }
    }

    private void connect(Transport transport) throws MessagingException, IOException {
        var login = receiver.login();
        if (login == null) {
            transport.connect();
        } else {
            transport.connect(login.user(), login.secret().read());
        }
    }

    private Properties properties() {
        var all = new Properties();
        all.put("mail.smtp.host", receiver.host());
        all.put("mail.smtp.port", Integer.toString(receiver.port()));
        all.put("mail.smtp.auth", Boolean.toString(receiver.login() != null));
        all.put("mail.smtp.starttls.enable", Boolean.toString(receiver.tls() == Tls.STARTTLS));
        all.put("mail.smtp.starttls.required", Boolean.toString(receiver.tls() == Tls.STARTTLS));
        all.put("mail.smtp.ssl.enable", Boolean.toString(receiver.tls() == Tls.IMPLICIT));
        all.put("mail.smtp.ssl.checkserveridentity", "true");
        all.put("mail.smtp.connectiontimeout", CONNECTS_WITHIN_MS);
        all.put("mail.smtp.timeout", ANSWERS_WITHIN_MS);
        all.put("mail.smtp.writetimeout", ANSWERS_WITHIN_MS);
        return all;
    }

    private MimeMessage mail(Session session, Message message) throws MessagingException {
        var id = UUID.nameUUIDFromBytes(message.key().getBytes(StandardCharsets.UTF_8)) + "@podtide";
        var mail = new Identified(session, id);
        mail.setFrom(new InternetAddress(receiver.from()));
        for (var to : receiver.to()) {
            mail.addRecipient(RecipientType.TO, new InternetAddress(to));
        }
        mail.setSubject(message.title(), StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(message.since()));
        mail.setHeader("Auto-Submitted", "auto-generated"); // no answer from those who are on holiday
        var text = new MimeBodyPart();
        text.setText(message.text(), StandardCharsets.UTF_8.name());
        var html = new MimeBodyPart();
        html.setText(html(message), StandardCharsets.UTF_8.name(), "html");
        mail.setContent(new MimeMultipart("alternative", text, html));
        mail.saveChanges();
        return mail;
    }

    private static String html(Message message) {
        return "<!DOCTYPE html><html><body><h1>" + escaped(message.title())
                + "</h1><pre style=\"white-space:pre-wrap\">" + escaped(message.text()) + "</pre></body></html>";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** The library would make another id each time. */
    private static final class Identified extends MimeMessage {

        private final String id;

        Identified(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + ">");
        }
    }
}
