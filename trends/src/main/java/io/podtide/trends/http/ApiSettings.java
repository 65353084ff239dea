package io.podtide.trends.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the API listens, and to whom.
 *
 * @param host loopback, or one that others can reach: then with a token
 * @param port 0 for any that is free
 * @param token that callers have to show; null for none
 * @param tls null for plain HTTP
 */
public record ApiSettings(
        String host,
        int port,
        @Nullable String token,
        @Nullable Tls tls) {

    public static final String LOOPBACK = "127.0.0.1";

    /**
     * Files in PEM, as Kubernetes keeps them in a Secret of type {@code kubernetes.io/tls}.
     *
     * @param key PKCS #8, without a password
     */
    public record Tls(Path certificate, Path key) {}

    /** @throws IllegalArgumentException for people */
    public ApiSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is a number from 0 to 65535, not " + port);
        }
        if (token != null && token.length() < 16) {
            throw new IllegalArgumentException("the token must have 16 characters at least");
        }
        if (token == null && !isLoopback(host)) {
            throw new IllegalArgumentException(
                    host + " can be reached by others: give a token that callers have to show (--token-file)");
        }
    }

    public static ApiSettings loopback(int port) {
        return new ApiSettings(LOOPBACK, port, null, null);
    }

    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("there is no host " + host, e);
        }
    }

    /** Without the token. */
    @Override
    public String toString() {
        return (tls == null ? "http://" : "https://") + host + ':' + port + (token == null ? "" : " with a token");
    }
}
