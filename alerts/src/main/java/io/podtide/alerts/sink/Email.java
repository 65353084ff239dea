package io.podtide.alerts.sink;

import io.podtide.alerts.config.Reads;
import io.podtide.alerts.config.Receiver;
import io.podtide.alerts.config.ReceiverKind;
import io.podtide.alerts.config.Secret;
import io.podtide.rules.Section;
import io.podtide.rules.Value;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** SMTP; digests only. */
record Email(
        String name,
        String host,
        int port,
        Tls tls,
        String from,
        List<String> to,
        @Nullable Login login,
        Wording wording)
        implements SinkReceiver {

    /** How a mail server is spoken to. */
    enum Tls {
        STARTTLS,
        IMPLICIT,
        /** For a relay on this machine. */
        NONE
    }

    @Override
    public Sink open(Http http) {
        return new EmailSink(this);
    }

    @Override
    public List<Secret> credentials() {
        return Reads.secret(login).toList();
    }

    @Override
    public boolean takesIncidents() {
        return false;
    }

    static final class Kind implements ReceiverKind {

        private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;\"]+@[^\\s<>,;\"]+");
        private static final int SUBMISSION = 587;
        private static final int LAST_PORT = 65_535;

        @Override
        public String key() {
            return "email";
        }

        @Override
        public Optional<Receiver> read(String name, Section section, Wording wording) {
            section.allow(List.of("host", "port", "tls", "from", "to", "user", "password"));
            var host = section.require("host").flatMap(Value::words);
            var from = section.require("from").flatMap(Kind::address);
            var to = Reads.some(section, "to").stream()
                    .flatMap(v -> address(v).stream())
                    .toList();
            var tls = section.get("tls")
                    .flatMap(v -> Reads.constant(v, Tls.class))
                    .orElse(Tls.STARTTLS);
            int port = section.get("port").flatMap(Kind::port).orElse(SUBMISSION);
            var login = Reads.login(section).orElse(null);
            if (tls == Tls.NONE && login != null) {
                section.get("tls").ifPresent(v -> v.problem("needs TLS: a password does not go in the clear"));
            }
            return host.flatMap(h -> from.map(f -> new Email(name, h, port, tls, f, to, login, wording)));
        }

        private static Optional<Integer> port(Value value) {
            var port = value.count();
            port.filter(one -> one > LAST_PORT).ifPresent(one -> value.problem("must be at most " + LAST_PORT));
            return port;
        }

        private static Optional<String> address(Value value) {
            return value.words().filter(text -> {
                boolean good = ADDRESS.matcher(text).matches();
                if (!good) {
                    value.problem("needs a mail address");
                }
                return good;
            });
        }
    }
}
