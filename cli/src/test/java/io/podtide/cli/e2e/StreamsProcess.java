package io.podtide.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** {@code podtide streams} as a process of its own, which can be killed. */
final class StreamsProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path says;

    private StreamsProcess(Process process, Path says) {
        this.process = process;
        this.says = says;
    }

    /** Returns when it is at work. Its memory for state is small, so that it writes to disk soon. */
    static StreamsProcess start(Platform platform, String name, Path stateDir, String... options) throws IOException {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dpodtide.rocksdb.memory.mib=1",
                "io.podtide.cli.Podtide",
                "streams",
                "--bootstrap-servers",
                platform.kafka().bootstrapServers(),
                "--partitions",
                Integer.toString(platform.partitions()),
                "--threads",
                "1",
                "--state-dir",
                stateDir.toString()));
        line.addAll(List.of(options));
        var says = platform.directory().resolve(name + ".log");
        var builder = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(says.toFile());
        builder.environment().put("CLASSPATH", classPath());
        var started = new StreamsProcess(builder.start(), says);
        await().atMost(PATIENCE)
                .until(() -> !started.process.isAlive() || started.says().contains("streams: running"));
        assertThat(started.process.isAlive()).as(started.says()).isTrue();
        return started;
    }

    /** Ours without the tests: their logging is not that of the command. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    String says() throws IOException {
        return Files.readString(says);
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException, IOException {
        process.destroyForcibly();
        awaitEnd();
    }

    /** The exit code. */
    int awaitEnd() throws InterruptedException, IOException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("ended in time; it says %s", says())
                .isTrue();
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
