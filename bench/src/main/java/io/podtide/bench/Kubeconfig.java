package io.podtide.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How ingest finds the mock API server. */
final class Kubeconfig {

    private Kubeconfig() {}

    static Path write(Path directory, String port) throws IOException {
        return Files.writeString(directory.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: bench
                clusters: [{name: bench, cluster: {server: "http://127.0.0.1:%s"}}]
                users: [{name: bench, user: {token: none}}]
                contexts: [{name: bench, context: {cluster: bench, user: bench}}]
                """.formatted(port));
    }
}
