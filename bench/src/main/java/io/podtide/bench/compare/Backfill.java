package io.podtide.bench.compare;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scrapes of another time, put into a Prometheus by {@code promtool tsdb create-blocks-from openmetrics}. */
final class Backfill implements AutoCloseable {

    /** Of a block of Prometheus; promtool reads a file once for each block that it is to give. */
    private static final long BLOCK = Duration.ofHours(2).toSeconds();

    private final Path directory;
    private final Path data;
    private final String rules;
    private final StringBuilder line = new StringBuilder();
    private long block = -1;
    private @Nullable BufferedWriter out;

    /** @param rules only metrics that they name are kept */
    Backfill(Path directory, Path data, String rules) {
        this.directory = directory;
        this.data = data;
        this.rules = rules;
    }

    void add(String cluster, Instant at, List<Sample> samples) throws IOException, InterruptedException {
        if (at.getEpochSecond() / BLOCK != block) {
            finish();
            block = at.getEpochSecond() / BLOCK;
        }
        if (out == null) {
            out = Files.newBufferedWriter(file());
        }
        var scraped = "cluster=\"" + cluster + "\",job=\"kube-state-metrics\",instance=\"kube-state-metrics:8080\"";
        for (var sample : samples) {
            if (rules.contains(sample.name())) {
                line.setLength(0);
                sample.appendTo(line, scraped);
                line.append(' ').append(at.getEpochSecond()).append('\n');
                out.append(line);
            }
        }
    }

    private Path file() {
        return directory.resolve("scrapes.openmetrics");
    }

    private void finish() throws IOException, InterruptedException {
        if (out == null) {
            return;
        }
        out.write("# EOF\n");
        out.close();
        out = null;
        int code = new ProcessBuilder(
                        "promtool",
                        "tsdb",
                        "create-blocks-from",
                        "openmetrics",
                        "--quiet",
                        file().toString(),
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("promtool.log").toFile())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("promtool: " + Files.readString(directory.resolve("promtool.log")));
        }
        Files.delete(file());
    }

    @Override
    public void close() throws IOException {
        try {
            finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
