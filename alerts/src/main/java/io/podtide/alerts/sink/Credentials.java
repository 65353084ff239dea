package io.podtide.alerts.sink;

import io.podtide.alerts.calm.Outcome;
import io.podtide.alerts.calm.Outcome.Failed;
import io.podtide.alerts.config.Receiver.Login;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who we are, as a header. */
final class Credentials {

    private Credentials() {}

    /** Without what it is: messages of exceptions about files are little more than their names. */
    static Outcome missing(IOException e) {
        var why = e instanceof NoSuchFileException
                ? "there is no such file: "
                : e instanceof AccessDeniedException ? "it is not allowed to be read: " : "";
        return new Failed("no credential: " + why + e.getMessage(), null, false);
    }

    static Map<String, String> headers(@Nullable Login login) throws IOException {
        if (login == null) {
            return Map.of();
        }
        var secret = login.secret().read();
        if (login.user() == null) {
            return Map.of("Authorization", "Bearer " + secret);
        }
        var pair = (login.user() + ':' + secret).getBytes(StandardCharsets.UTF_8);
        return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }
}
