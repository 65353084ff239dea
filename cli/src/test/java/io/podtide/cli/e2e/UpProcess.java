package io.podtide.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podtide.cli.ChildJava;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** {@code podtide up} as a process of its own, started as the launcher starts it. */
public final class UpProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path scratch;
    private final Lines out;
    private final Lines err;

    private UpProcess(Process process, Path scratch) {
        this.process = process;
        this.scratch = scratch;
        this.out = Lines.of(process.inputReader());
        this.err = Lines.of(process.errorReader());
    }

    public static UpProcess start(Path dataDirectory, String... options) throws IOException {
        var words = new ArrayList<>(List.of("up", "-o", "jsonl", "--registry-port", "0", "--history-port", "0"));
        words.addAll(List.of("--data-dir", dataDirectory.toString()));
        words.addAll(List.of(options));
        return command(words);
    }

    /** Any command, as a process of its own. */
    public static UpProcess command(List<String> words) throws IOException {
        var scratch = Files.createTempDirectory("podtide-child");
        return new UpProcess(ChildJava.podtide(scratch, List.of(), words).start(), scratch);
    }

    public String awaitOut(String containing) throws InterruptedException {
        return out.await(containing);
    }

    public String awaitErr(String containing) throws InterruptedException {
        return err.await(containing);
    }

    /** All of these, in any order, be it that they have been said already. */
    void awaitErrs(String... containing) throws InterruptedException {
        err.awaitAll(List.of(containing));
    }

    /** The exit code. */
    public int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("ended in time")
                .isTrue();
        return process.exitValue();
    }

    /** All of standard output, once it has ended. */
    List<String> out() throws InterruptedException {
        return out.all();
    }

    /** All of standard error, once it has ended. */
    List<String> err() throws InterruptedException {
        return err.all();
    }

    /** The broker. */
    List<ProcessHandle> children() {
        return process.children().toList();
    }

    public void terminate() {
        process.destroy();
    }

    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        var ended = children();
        ended.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        ended.forEach(child -> child.onExit().join());
        process.onExit().join();
        deleteScratch();
    }

    /** The broker of one that was killed ends by itself, and deletes what it has unpacked, too. */
    private void deleteScratch() {
        await().atMost(Duration.ofSeconds(PATIENCE_SECONDS)).ignoreExceptions().until(() -> {
            try (var files = Files.walk(scratch)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (NoSuchFileException e) {
                // all of it is gone
            }
            return !Files.exists(scratch);
        });
    }

    /** What a process says, read as it comes so that it never waits for us. */
    private record Lines(BlockingQueue<String> queue, List<String> seen) {

        private static final String END = "\0end";

        static Lines of(BufferedReader reader) {
            var lines = new Lines(new LinkedBlockingQueue<>(), new ArrayList<>());
            var thread = new Thread(() -> {
                try (reader) {
                    reader.lines().forEach(lines.queue::add);
                } catch (IOException | RuntimeException e) {
                    // it was killed
                }
                lines.queue.add(END);
            });
            thread.setDaemon(true);
            thread.start();
            return lines;
        }

        String await(String containing) throws InterruptedException {
            while (true) {
                var line = next();
                assertThat(line)
                        .as("waited for '%s', heard %s", containing, seen)
                        .isNotEqualTo(END);
                if (line.contains(containing)) {
                    return line;
                }
            }
        }

        void awaitAll(List<String> containing) throws InterruptedException {
            var missing = new ArrayList<>(containing);
            seen.forEach(line -> missing.removeIf(line::contains));
            while (!missing.isEmpty()) {
                var line = next();
                assertThat(line).as("waited for %s", missing).isNotEqualTo(END);
                missing.removeIf(line::contains);
            }
        }

        List<String> all() throws InterruptedException {
            while (!next().equals(END)) {
                // until there is no more
            }
            return seen.subList(0, seen.size() - 1);
        }

        private String next() throws InterruptedException {
            var line = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(line)
                    .as("silent for %d s after %s", PATIENCE_SECONDS, seen)
                    .isNotNull();
            seen.add(line);
            return line;
        }
    }
}
