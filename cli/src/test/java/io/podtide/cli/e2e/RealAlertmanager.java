package io.podtide.cli.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Debian's prometheus-alertmanager, which tells nobody: what it takes for active is asked of it. */
final class RealAlertmanager implements AutoCloseable {

    static final String BINARY = "prometheus-alertmanager";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final URI url;

    private RealAlertmanager(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    static boolean isInstalled() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, BINARY)));
    }

    static RealAlertmanager start(Path home) throws IOException {
        Files.createDirectories(home);
        var config = Files.writeString(
                home.resolve("alertmanager.yml"), "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n");
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var process = new ProcessBuilder(
                        BINARY,
                        "--config.file=" + config,
                        "--storage.path=" + home.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start();
        return new RealAlertmanager(process, URI.create("http://127.0.0.1:" + port));
    }

    URI url() {
        return url;
    }

    /** The incidents that are active there. */
    Set<String> active() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url.resolve("/api/v2/alerts?active=true"))
                .build();
        var incidents = new HashSet<String>();
        for (var alert :
                JSON.readTree(client.send(request, BodyHandlers.ofString()).body())) {
            incidents.add(alert.path("labels").path("incident").asText());
        }
        return incidents;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
