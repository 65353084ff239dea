package io.podtide.bench.scale;

import io.podtide.bench.Child;
import io.podtide.cli.Podtide;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code podtide streams} as a process, which is asked how it is as Kubernetes would ask. */
final class Instance implements AutoCloseable {

    private static final Pattern URL = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)");
    private static final Pattern RESTORED = Pattern.compile("([\\d,]+) records? of state restored in (\\d+) ms");
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final long began = System.nanoTime();
    private final Path log;
    private final Child process;

    private Instance(Path log, Child process) {
        this.log = log;
        this.process = process;
    }

    static Instance start(Path log, StreamsOptions streams, List<String> options) throws IOException {
        Files.deleteIfExists(log);
        var command = new ArrayList<>(Child.OF_STREAMS);
        command.add("-Xmx" + streams.heap());
        command.addAll(streams.java());
        command.addAll(List.of(Podtide.class.getName(), "streams"));
        command.add("--http-port=0");
        command.addAll(options);
        return new Instance(log, Child.start("streams", log, command));
    }

    Child process() {
        return process;
    }

    /** Waits until all that it had to restore is there; returns the seconds since its start. */
    double awaitReady() throws IOException, InterruptedException {
        while (!isReady()) {
            pause();
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private void pause() throws InterruptedException {
        if (!process.isAlive() || System.nanoTime() - began > PATIENCE.toNanos()) {
            throw new IllegalStateException("it is not ready; see " + log);
        }
        Thread.sleep(50);
    }

    /** What it has read of changelogs until it was ready. */
    record Restored(long records, long millis) {
        double perSecond() {
            return millis == 0 ? 0 : records * 1e3 / millis;
        }
    }

    /** As it says itself once it is ready; a moment later, for it says so on a thread of its own. */
    Restored restored() throws IOException, InterruptedException {
        while (!said().contains("streams: running")) {
            pause();
        }
        var found = RESTORED.matcher(said());
        return found.find()
                ? new Restored(Long.parseLong(found.group(1).replace(",", "")), Long.parseLong(found.group(2)))
                : new Restored(0, 0);
    }

    private String said() throws IOException {
        return Files.readString(log);
    }

    boolean isReady() throws InterruptedException {
        var url = url();
        if (url.isEmpty()) {
            return false;
        }
        try {
            var request = HttpRequest.newBuilder(url.get()).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // it does not listen yet
        }
    }

    private Optional<URI> url() {
        try {
            var found = URL.matcher(said());
            return found.find() ? Optional.of(URI.create(found.group(1) + "/health/ready")) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
