package io.podtide.alerts.config;

import io.podtide.alerts.config.Receiver.Login;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.rules.Nearest;
import io.podtide.rules.Quote;
import io.podtide.rules.Section;
import io.podtide.rules.Value;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values as several sections have them. */
public final class Reads {

    private static final String NOT_HERE = "needs {file: PATH} or {env: NAME}: a credential is not written here";
    private static final Pattern ENV = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private Reads() {}

    public static Optional<Secret> secret(Value value) {
        if (value.isScalar() && !value.blank()) {
            value.problem(NOT_HERE); // and is not repeated
            return Optional.empty();
        }
        return value.section().flatMap(section -> {
            section.allow(List.of("file", "env"));
            var file = section.get("file").flatMap(Value::words).map(name -> new Secret(Secret.Source.FILE, name));
            var env = section.get("env")
                    .flatMap(Value::words)
                    .filter(name -> ENV.matcher(name).matches())
                    .map(name -> new Secret(Secret.Source.ENV, name));
            if (file.isPresent() == env.isPresent()) {
                value.problem(NOT_HERE);
            }
            return file.or(() -> env);
        });
    }

    /** Only http and https, and nothing of a credential in it. */
    public static Optional<URI> url(Value value) {
        return value.words().flatMap(text -> {
            var url = httpUrl(text);
            if (url.isEmpty()) {
                value.problem("needs a URL with http or https, a host and no user");
            }
            return url;
        });
    }

    /** Empty for what we would not speak to. */
    static Optional<URI> httpUrl(String text) {
        try {
            var url = new URI(text);
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            return http && url.getHost() != null && url.getRawUserInfo() == null ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    static Optional<String> link(Value value) {
        return value.words().filter(text -> {
            boolean good = text.contains("{id}")
                    && httpUrl(text.replace("{id}", "id").replace("{cluster}", "c"))
                            .isPresent();
            if (!good) {
                value.problem("needs a URL with {id} in it, such as https://podtide.example.com/incidents/{id}");
            }
            return good;
        });
    }

    /** {@code user} and {@code password}, or {@code bearer-token}, or nothing. */
    public static Optional<Login> login(Section section) {
        var user = section.get("user").flatMap(Value::words);
        var password = section.get("password").flatMap(Reads::secret);
        var bearer = section.get("bearer-token").flatMap(Reads::secret);
        if (user.isPresent() != password.isPresent()) {
            section.get("user")
                    .or(() -> section.get("password"))
                    .ifPresent(v -> v.problem("user and password go together"));
        } else if (user.isPresent() && bearer.isPresent()) {
            section.get("bearer-token").ifPresent(v -> v.problem("there are user and password already"));
        }
        return user.flatMap(u -> password.map(p -> new Login(u, p))).or(() -> bearer.map(b -> new Login(null, b)));
    }

    /** Where the credential of a login is, if there is one. */
    public static Stream<Secret> secret(@Nullable Login login) {
        return Stream.ofNullable(login).map(Login::secret);
    }

    /** At least one; mistakes in them are problems already. */
    public static List<Value> some(Section section, String key) {
        var list = section.require(key);
        var all = list.map(Reads::values).orElse(List.of());
        if (all.isEmpty()) {
            list.filter(Value::isList).ifPresent(value -> value.problem("needs one at least"));
        }
        return all;
    }

    /** One, or a list. */
    static List<String> words(Value value) {
        return values(value).stream().flatMap(v -> v.words().stream()).toList();
    }

    public static List<Value> values(Value value) {
        return value.isList() ? value.items() : List.of(value);
    }

    public static <E extends Enum<E>> Optional<E> constant(Value value, Class<E> type) {
        return value.words().flatMap(text -> {
            var found = Arrays.stream(type.getEnumConstants())
                    .filter(constant -> name(constant).equals(text))
                    .findFirst();
            if (found.isEmpty()) {
                var known =
                        Arrays.stream(type.getEnumConstants()).map(Reads::name).toList();
                value.problem("unknown, " + Nearest.advice(text, known));
            }
            return found;
        });
    }

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Severity> severity(Value value) {
        return constant(value, Severity.class);
    }

    static Optional<LocalTime> time(Value value) {
        return value.words().flatMap(text -> {
            try {
                return Optional.of(LocalTime.parse(text));
            } catch (DateTimeException e) {
                value.problem("needs a time of day such as 22:00, not " + Quote.of(text));
                return Optional.empty();
            }
        });
    }

    static Optional<ZoneId> zone(Value value) {
        return value.words().flatMap(text -> {
            try {
                return Optional.of(ZoneId.of(text));
            } catch (DateTimeException e) {
                value.problem("needs a time zone such as Europe/Berlin or UTC, not " + Quote.of(text));
                return Optional.empty();
            }
        });
    }

    public static Duration duration(Section section, String key, boolean zero, Duration otherwise) {
        return section.get(key).flatMap(v -> v.duration(zero)).orElse(otherwise);
    }

    static boolean flag(Section section, String key) {
        return section.get(key)
                .flatMap(value -> value.words().map(text -> {
                    if (!text.equals("true") && !text.equals("false")) {
                        value.problem("needs true or false, not " + Quote.of(text));
                    }
                    return text.equals("true");
                }))
                .orElse(false);
    }

    static void checkReceivers(Value to, Map<String, Receiver> receivers, boolean digests) {
        Consumer<Value> check = value -> value.words().ifPresent(name -> {
            var receiver = receivers.get(name);
            if (receiver == null) {
                var known = new ArrayList<>(receivers.keySet());
                value.problem("no such receiver" + (known.isEmpty() ? "" : ", " + Nearest.advice(name, known)));
            } else if (!digests && !receiver.takesIncidents()) {
                value.problem("mail is for digests: name it under digest");
            } else if (digests && !receiver.takesDigests()) {
                value.problem("takes no digests: they are for mail, Slack and webhooks");
            }
        });
        values(to).forEach(check);
    }
}
