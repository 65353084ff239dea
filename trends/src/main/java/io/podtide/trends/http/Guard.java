package io.podtide.trends.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;

/** Who may ask. */
final class Guard {

    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final ApiSettings settings;

    Guard(ApiSettings settings) {
        this.settings = settings;
    }

    /**
     * Answers those who may not, and says so.
     *
     * @param open what is asked for tells nothing, so that nobody needs a token for it
     */
    boolean refuses(Context context, boolean open) {
        var token = settings.token();
        if (token == null) {
            // A page of somebody else's whose name is turned to 127.0.0.1 may not read what is here.
            var host = context.host() == null ? "" : context.host().replaceAll(":[0-9]+$", "");
            if (!LOOPBACK_NAMES.contains(host)) {
                Problem.answer(
                        context, 403, "Forbidden", "this API is for this machine alone, and is not called " + host);
                return true;
            }
            return false;
        }
        if (open) {
            return false;
        }
        var given = context.header("Authorization");
        if (given != null && given.startsWith("Bearer ") && same(given.substring("Bearer ".length()), token)) {
            return false;
        }
        context.header("WWW-Authenticate", "Bearer realm=\"podtide\"");
        Problem.answer(context, 401, "Unauthorized", "a token is needed: 'Authorization: Bearer TOKEN'");
        return true;
    }

    /** In a time that does not tell how much of it is right. */
    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
