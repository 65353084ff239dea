package io.podtide.wire.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a registry is, and who we are to it.
 *
 * @param url without user-info and without a slash at its end; may have a path, as Apicurio's {@code /apis/ccompat/v7}
 * @param authorization value of the header, null without a user
 */
public record RegistryAddress(URI url, @Nullable String authorization) {

    /** Setting: the registry's URL; may hold {@code user:password@}. */
    public static final String URL = "schema.registry.url";

    /** Setting: {@code user:password}, where that is not part of the URL. */
    public static final String USER_INFO = "schema.registry.basic.auth.user.info";

    /** @throws IllegalArgumentException for people, if the URL is none */
    public static RegistryAddress from(Map<String, String> settings) {
        return of(settings.getOrDefault(URL, "").trim(), settings.getOrDefault(USER_INFO, ""));
    }

    /** @throws IllegalArgumentException for people, if the URL is none */
    public static RegistryAddress of(String url, String userInfo) {
        var given = parse(url);
        var inUrl = given.getRawUserInfo();
        var user = userInfo.isBlank() && inUrl != null ? URLDecoder.decode(inUrl, StandardCharsets.UTF_8) : userInfo;
        var path = given.getRawPath().replaceAll("/+$", "");
        var port = given.getPort() < 0 ? "" : ":" + given.getPort();
        return new RegistryAddress(
                URI.create(given.getScheme() + "://" + given.getHost() + port + path),
                user.isBlank() ? null : "Basic " + base64(user));
    }

    private static URI parse(String url) {
        try {
            var uri = new URI(url);
            var http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getRawQuery() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // The message would repeat the URL, which may hold a password.
        }
        throw new IllegalArgumentException(URL + " is not a URL of a schema registry, such as http://registry:8081");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return url.toString();
    }
}
