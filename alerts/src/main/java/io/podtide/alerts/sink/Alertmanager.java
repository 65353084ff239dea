package io.podtide.alerts.sink;

import io.podtide.alerts.config.Reads;
import io.podtide.alerts.config.Receiver;
import io.podtide.alerts.config.ReceiverKind;
import io.podtide.alerts.config.Secret;
import io.podtide.rules.Section;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Alertmanager's API v2.
 *
 * @param urls all replicas: each is told, since they do not share alerts
 * @param resend how often it is told what still is
 * @param expires after which it takes for resolved what it has not been told again
 */
record Alertmanager(
        String name, List<URI> urls, @Nullable Login login, Duration resend, Duration expires, Wording wording)
        implements SinkReceiver {

    @Override
    public Sink open(Http http) {
        return new AlertmanagerSink(this, http);
    }

    @Override
    public List<Secret> credentials() {
        return Reads.secret(login).toList();
    }

    @Override
    public boolean groups() {
        return true;
    }

    @Override
    public boolean takesDigests() {
        return false;
    }

    @Override
    public Duration refresh() {
        return resend;
    }

    @Override
    public int batch() {
        return 200;
    }

    static final class Kind implements ReceiverKind {

        private static final Duration RESEND = Duration.ofMinutes(1);
        private static final Duration EXPIRES = Duration.ofMinutes(15);
        private static final int TRIES = 3;

        @Override
        public String key() {
            return "alertmanager";
        }

        @Override
        public Optional<Receiver> read(String name, Section section, Wording wording) {
            section.allow(List.of("urls", "resend", "expires", "user", "password", "bearer-token"));
            var urls = Reads.some(section, "urls").stream()
                    .flatMap(url -> Reads.url(url).stream())
                    .toList();
            var resend = Reads.duration(section, "resend", false, RESEND);
            var expires = Reads.duration(section, "expires", false, EXPIRES);
            if (expires.compareTo(resend.multipliedBy(TRIES)) < 0) {
                section.get("expires")
                        .or(() -> section.get("resend"))
                        .ifPresent(v -> v.problem("expires must be three times resend at least"));
            }
            var login = Reads.login(section).orElse(null);
            return urls.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Alertmanager(name, urls, login, resend, expires, wording));
        }
    }
}
