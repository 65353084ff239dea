package io.podtide.ingest.fleet;

/** Kubeconfigs as text. */
public final class Kubeconfigs {

    private Kubeconfigs() {}

    /** One context, named as its cluster. */
    public static String of(String name, String server, String user) {
        return """
                apiVersion: v1
                kind: Config
                current-context: %1$s
                clusters:
                - name: %1$s
                  cluster: {server: "%2$s"}
                contexts:
                - name: %1$s
                  context: {cluster: %1$s, user: me}
                users:
                - name: me
                  user: %3$s
                """.formatted(name, server, user);
    }

    public static String withToken(String name, String server, String token) {
        return of(name, server, "{token: \"" + token + "\"}");
    }
}
