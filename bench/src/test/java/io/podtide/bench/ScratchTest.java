package io.podtide.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ScratchTest {

    @TempDir
    Path directory;

    /** Has a directory and a process, and goes on until it is broken off. */
    static final class Run {

        private Run() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            var scratch = Scratch.create("podtide-scratch-test");
            Files.writeString(Files.createDirectories(scratch.resolve("broker")).resolve("log"), "records");
            var process = new ProcessBuilder("sleep", "600").start();
            System.out.println("scratch " + scratch);
            System.out.println("process " + process.pid());
            process.waitFor();
            Thread.sleep(600_000);
        }
    }

    @Test
    void aRunThatIsBrokenOffLeavesNothing() throws Exception {
        Path scratch;
        long process;
        try (var run = Child.start("run", directory.resolve("log"), List.of(Run.class.getName()))) {
            scratch = Path.of(run.await("scratch "));
            process = Long.parseLong(run.await("process "));
            assertThat(scratch.resolve("broker")).isNotEmptyDirectory();
        }

        assertThat(scratch).doesNotExist();
        assertThat(ProcessHandle.of(process)).isEmpty();
    }

    @Test
    void whatIsGoneNeedsNotBeDeleted() throws IOException {
        var scratch = Files.createDirectories(directory.resolve("scratch/state"));
        Scratch.delete(scratch.getParent());
        Scratch.delete(scratch.getParent());

        assertThat(directory).isEmptyDirectory();
    }
}
