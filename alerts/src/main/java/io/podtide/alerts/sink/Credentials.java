package io.podtide.alerts.sink;

import io.podtide.alerts.config.Receiver.Login;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who we are, as a header. */
final class Credentials {

    private Credentials() {}

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
