package io.podtide.ingest.watch;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a pod has to talk to the API server of its own cluster.
 *
 * @param directory holds {@code token}, which the kubelet replaces every hour, and {@code ca.crt}
 * @param server {@code https://HOST:PORT}
 */
public record ServiceAccount(Path directory, String server) {

    private static final Path MOUNTED = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    /** That of the pod we run in; null where we run in none. */
    public static @Nullable ServiceAccount ofOwnPod() {
        var host = System.getenv("KUBERNETES_SERVICE_HOST");
        var port = System.getenv("KUBERNETES_SERVICE_PORT");
        var account = host == null || port == null ? null : new ServiceAccount(MOUNTED, server(host, port));
        return account != null && account.isMounted() ? account : null;
    }

    private static String server(String host, String port) {
        return "https://" + (host.contains(":") ? '[' + host + ']' : host) + ':' + port;
    }

    private boolean isMounted() {
        return Files.isReadable(token());
    }

    Path token() {
        return directory.resolve("token");
    }

    Path authority() {
        return directory.resolve("ca.crt");
    }
}
