package io.podtide.cli.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podtide.cli.ChildJava;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code podtide} as a process of its own. All that it says, on both streams, is kept in one file. */
final class RoleProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path said;

    private RoleProcess(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    static RoleProcess start(Path said, String... arguments) throws IOException {
        var builder = ChildJava.podtide(said.resolveSibling("tmp"), List.of("-Xmx256m"), List.of(arguments));
        return new RoleProcess(
                builder.redirectErrorStream(true).redirectOutput(said.toFile()).start(), said);
    }

    String said() {
        try {
            return Files.readString(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitSaid(String text) {
        await().atMost(PATIENCE).until(() -> {
            assertThat(process.isAlive() || said().contains(text)).as(said()).isTrue();
            return said().contains(text);
        });
    }

    /** The exit code. */
    int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(said())
                .isTrue();
        return process.exitValue();
    }

    /** {@code STOP} or {@code CONT}. */
    void signal(String name) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).isZero();
    }

    /** In good order. */
    void terminate() throws InterruptedException {
        process.destroy();
        awaitEnd();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
