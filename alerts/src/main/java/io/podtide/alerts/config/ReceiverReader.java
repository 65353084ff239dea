package io.podtide.alerts.config;

import io.podtide.alerts.config.Receiver.Login;
import io.podtide.alerts.config.Receiver.Tls;
import io.podtide.alerts.config.Receiver.Wording;
import io.podtide.rules.Section;
import io.podtide.rules.Value;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Reads one item of {@code receivers}: a name, a kind of receiver, and perhaps words of one's own. */
final class ReceiverReader {

    private static final URI SLACK = URI.create("https://slack.com/api/");
    private static final URI PAGERDUTY = URI.create("https://events.pagerduty.com/v2/enqueue");
    private static final Duration RESEND = Duration.ofMinutes(1);
    private static final Duration EXPIRES = Duration.ofMinutes(15);
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
    private static final Pattern MAIL = Pattern.compile("[^\\s<>,;\"]+@[^\\s<>,;\"]+");
    private static final int SMTP_SUBMISSION = 587;

    private static final Map<String, BiFunction<Named, Section, Optional<? extends Receiver>>> KINDS = Map.of(
            "alertmanager", ReceiverReader::alertmanager,
            "slack", ReceiverReader::slack,
            "pagerduty", ReceiverReader::pagerDuty,
            "webhook", ReceiverReader::webhook,
            "email", ReceiverReader::email);

    /** What all have. */
    private record Named(String name, Wording wording) {}

    private ReceiverReader() {}

    static Optional<Receiver> read(Value value) {
        return value.section().flatMap(section -> {
            section.allow(List.of("name", "alertmanager", "slack", "pagerduty", "webhook", "email", "title", "text"));
            var name = section.require("name").flatMap(Value::words).filter(text -> {
                boolean good = NAME.matcher(text).matches();
                if (!good) {
                    section.get("name")
                            .ifPresent(v -> v.problem("needs a name as Kubernetes has them: a-z, 0-9, -, ."));
                }
                return good;
            });
            var kinds = section.values().keySet().stream()
                    .filter(KINDS::containsKey)
                    .toList();
            if (kinds.size() != 1) {
                value.problem("needs one of alertmanager, slack, pagerduty, webhook, email");
                return Optional.empty();
            }
            var wording = new Wording(
                    section.get("title").flatMap(WordingReader::template).orElse(null),
                    section.get("text").flatMap(WordingReader::template).orElse(null));
            var kind = kinds.get(0);
            return name.flatMap(n -> section.get(kind)
                    .flatMap(Value::section)
                    .flatMap(settings -> reader(kind).apply(new Named(n, wording), settings)));
        });
    }

    private static BiFunction<Named, Section, Optional<? extends Receiver>> reader(String kind) {
        var reader = KINDS.get(kind);
        if (reader == null) {
            throw new IllegalArgumentException(kind);
        }
        return reader;
    }

    private static Optional<Receiver> alertmanager(Named is, Section section) {
        section.allow(List.of("urls", "resend", "expires", "user", "password", "bearer-token"));
        var urls = section.require("urls").map(Reads::values).orElse(List.of()).stream()
                .flatMap(url -> Reads.url(url).stream())
                .toList();
        var resend = Reads.duration(section, "resend", false, RESEND);
        var expires = Reads.duration(section, "expires", false, EXPIRES);
        if (expires.compareTo(resend.multipliedBy(3)) < 0) {
            section.get("expires")
                    .or(() -> section.get("resend"))
                    .ifPresent(v -> v.problem("expires must be three times resend at least"));
        }
        return urls.isEmpty()
                ? Optional.empty()
                : Optional.of(new Receiver.Alertmanager(
                        is.name(), urls, login(section).orElse(null), resend, expires, is.wording()));
    }

    private static Optional<Receiver> slack(Named is, Section section) {
        section.allow(List.of("channel", "token", "api"));
        var channel = section.require("channel").flatMap(Value::words);
        var token = section.require("token").flatMap(Reads::secret);
        var api = section.get("api").flatMap(Reads::url).orElse(SLACK);
        return channel.flatMap(c -> token.map(t -> new Receiver.Slack(is.name(), c, t, api, is.wording())));
    }

    private static Optional<Receiver> pagerDuty(Named is, Section section) {
        section.allow(List.of("routing-key", "url"));
        var url = section.get("url").flatMap(Reads::url).orElse(PAGERDUTY);
        return section.require("routing-key")
                .flatMap(Reads::secret)
                .map(key -> new Receiver.PagerDuty(is.name(), key, url, is.wording()));
    }

    private static Optional<Receiver> webhook(Named is, Section section) {
        section.allow(List.of("url", "secret", "user", "password", "bearer-token"));
        var url = section.require("url")
                .flatMap(value ->
                        value.isScalar() ? Reads.url(value).map(u -> Secret.text(u.toString())) : Reads.secret(value));
        var secret = section.get("secret").flatMap(Reads::secret);
        return url.map(u -> new Receiver.Webhook(
                is.name(), u, secret.orElse(null), login(section).orElse(null), is.wording()));
    }

    private static Optional<Receiver> email(Named is, Section section) {
        section.allow(List.of("host", "port", "tls", "from", "to", "user", "password"));
        var host = section.require("host").flatMap(Value::words);
        var from = section.require("from").flatMap(ReceiverReader::address);
        var to = section.require("to").map(Reads::values).orElse(List.of()).stream()
                .flatMap(v -> address(v).stream())
                .toList();
        var tls = section.get("tls").flatMap(v -> Reads.constant(v, Tls.class)).orElse(Tls.STARTTLS);
        int port = section.get("port").flatMap(Value::count).orElse(SMTP_SUBMISSION);
        return host.flatMap(h -> from.map(f -> new Receiver.Email(
                is.name(), h, port, tls, f, to, login(section).orElse(null), is.wording())));
    }

    private static Optional<String> address(Value value) {
        return value.words().filter(text -> {
            boolean good = MAIL.matcher(text).matches();
            if (!good) {
                value.problem("needs a mail address");
            }
            return good;
        });
    }

    private static Optional<Login> login(Section section) {
        var user = section.get("user").flatMap(Value::words);
        var password = section.get("password").flatMap(Reads::secret);
        var bearer = section.get("bearer-token").flatMap(Reads::secret);
        if (user.isPresent() != password.isPresent()) {
            section.get("user")
                    .or(() -> section.get("password"))
                    .ifPresent(v -> v.problem("user and password go together"));
        }
        return user.flatMap(u -> password.map(p -> new Login(u, p))).or(() -> bearer.map(b -> new Login(null, b)));
    }
}
