package io.podtide.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podtide.cli.ChildJava;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

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
        return start(platform, name, stateDir, Map.of(), options);
    }

    /** The same, with more in its environment. */
    static StreamsProcess start(
            Platform platform, String name, Path stateDir, Map<String, String> environment, String... options)
            throws IOException {
        var words = new ArrayList<String>();
        words.addAll(List.of(
                "streams",
                "--bootstrap-servers",
                platform.kafka().bootstrapServers(),
                "--partitions",
                Integer.toString(platform.partitions()),
                "--threads",
                "1",
                "--state-dir",
                stateDir.toString()));
        words.addAll(List.of(options));
        var says = platform.directory().resolve(name + ".log");
        var builder = ChildJava.podtide(
                        platform.directory().resolve("tmp"), List.of("-Dpodtide.rocksdb.memory.mib=1"), words)
                .redirectErrorStream(true)
                .redirectOutput(says.toFile());
        builder.environment().putAll(environment);
        var started = new StreamsProcess(builder.start(), says);
        await().atMost(PATIENCE)
                .until(() -> !started.process.isAlive() || started.says().contains("streams: running"));
        assertThat(started.process.isAlive()).as(started.says()).isTrue();
        return started;
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
