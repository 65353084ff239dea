package io.podtide.cli.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file system that can be filled. */
record SmallDisk(Path directory) implements AutoCloseable {

    private static final String SIZE = "size=192m";
    private static final int BLOCK = 4_096;

    /** The test is skipped where we may not mount one. */
    static SmallDisk mount(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        var said = run("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", directory.toString());
        assumeTrue(said.isEmpty(), "a small disk cannot be mounted: " + said);
        return new SmallDisk(directory);
    }

    /** Not a byte is left. */
    void fill() throws IOException {
        try (var out = Files.newOutputStream(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            var block = new byte[BLOCK];
            while (directory.toFile().getUsableSpace() > 0) {
                out.write(block);
            }
        }
    }

    void makeRoom() throws IOException {
        Files.delete(ballast());
    }

    private Path ballast() {
        return directory.resolve("ballast");
    }

    @Override
    public void close() throws IOException {
        try {
            assertThat(run("umount", "-l", directory.toString())).isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What it says; nothing where it was done. */
    private static String run(String... command) throws IOException, InterruptedException {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            return process.waitFor() == 0 ? "" : said + " (" + process.exitValue() + ")";
        } catch (IOException e) {
            return String.valueOf(e.getMessage()); // there is no such command
        }
    }
}
