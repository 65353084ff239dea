package io.podtide.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code podtide}, the script, tells a source tree from a distribution wherever either lies. */
class LauncherTest {

    @TempDir
    Path directory;

    @Test
    void aSourceTreeBesideALibIsBuilt() throws Exception {
        Files.createDirectory(directory.resolve("lib"));
        var tree = Files.createDirectory(directory.resolve("tree"));
        var mvnw = Files.writeString(tree.resolve("mvnw"), "#!/bin/sh\necho no Maven here; exit 1\n");
        assertThat(mvnw.toFile().setExecutable(true)).isTrue();

        assertThat(run(launcherIn(tree)))
                .contains("podtide: building ...", "no Maven here", "podtide: cannot be built")
                .doesNotContain("ClassNotFoundException");
    }

    @Test
    void aDistributionIsRun() throws Exception {
        Files.createFile(Files.createDirectory(directory.resolve("lib")).resolve("podtide-cli-1.jar"));

        assertThat(run(launcherIn(directory)))
                .contains("ClassNotFoundException: io.podtide.cli.Podtide")
                .doesNotContain("building");
    }

    private static Path launcherIn(Path directory) throws IOException {
        return Files.copy(ComposeFile.ROOT.resolve("podtide"), directory.resolve("podtide"));
    }

    /** What it says before it fails. */
    private static String run(Path launcher) throws IOException, InterruptedException {
        var said = launcher.resolveSibling("said");
        var builder = new ProcessBuilder("sh", launcher.toString(), "--version")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("JAVA_OPTS");
        var process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        return Files.readString(said);
    }
}
