package io.podtide.alerts.sink;

import io.podtide.alerts.config.Reads;
import io.podtide.alerts.config.Receiver;
import io.podtide.alerts.config.ReceiverKind;
import io.podtide.alerts.config.Secret;
import io.podtide.rules.Section;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0 to any address.
 *
 * @param url may be a secret itself
 * @param secret for the signature; null: not signed
 */
record Webhook(
        String name,
        Secret url,
        @Nullable Secret secret,
        @Nullable Login login,
        Wording wording) implements SinkReceiver {

    @Override
    public Sink open(Http http) {
        return new WebhookSink(this, http);
    }

    @Override
    public List<Secret> credentials() {
        return Stream.of(Stream.of(url), Stream.ofNullable(secret), Reads.secret(login))
                .flatMap(some -> some)
                .toList();
    }

    /** With the signature's secret nothing of it goes along. */
    @Override
    public List<URI> urls() {
        return login != null && url.source() == Secret.Source.TEXT ? List.of(URI.create(url.name())) : List.of();
    }

    static final class Kind implements ReceiverKind {

        @Override
        public String key() {
            return "webhook";
        }

        @Override
        public Optional<Receiver> read(String name, Section section, Wording wording) {
            section.allow(List.of("url", "secret", "user", "password", "bearer-token"));
            var url = section.require("url")
                    .flatMap(value -> value.isScalar()
                            ? Reads.url(value).map(u -> Secret.text(u.toString()))
                            : Reads.secret(value));
            var secret = section.get("secret").flatMap(Reads::secret).orElse(null);
            var login = Reads.login(section).orElse(null);
            return url.map(u -> new Webhook(name, u, secret, login, wording));
        }
    }
}
