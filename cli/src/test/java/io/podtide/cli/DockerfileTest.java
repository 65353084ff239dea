package io.podtide.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code Dockerfile} names what there is. An engine builds it in {@code deploy/image/test.sh}. */
class DockerfileTest {

    private static final Pattern COPY = Pattern.compile("(?m)^COPY (?!--from)(.*) \\S+$");

    private final String dockerfile;

    DockerfileTest() throws IOException {
        dockerfile = Files.readString(ComposeFile.ROOT.resolve("Dockerfile"));
    }

    @Test
    void whatIsCopiedIsInTheTreeOrMadeByTheBuild() {
        var missing = new ArrayList<String>();
        COPY.matcher(dockerfile)
                .results()
                .flatMap(copy -> Pattern.compile(" ").splitAsStream(copy.group(1)))
                .filter(file -> !file.startsWith("cli/target/"))
                .filter(file -> !Files.exists(ComposeFile.ROOT.resolve(file)))
                .forEach(missing::add);
        assertThat(missing).isEmpty();
        assertThat(COPY.matcher(dockerfile).results()).hasSizeGreaterThan(4);
    }

    @Test
    void itsScriptsMayBeRun() {
        assertThat(List.of("podtide", "healthy"))
                .map(name -> Path.of("deploy", "image", name))
                .allSatisfy(file -> {
                    assertThat(dockerfile).contains(file.toString());
                    assertThat(ComposeFile.ROOT.resolve(file)).isExecutable();
                });
    }

    @Test
    void whatGitIgnoresIsNotSentToTheEngine() throws IOException {
        var ignored = Files.readAllLines(ComposeFile.ROOT.resolve(".gitignore")).stream()
                .map(line -> "**/" + line.replaceFirst("/$", ""))
                .toList();
        assertThat(Files.readAllLines(ComposeFile.ROOT.resolve(".dockerignore")))
                .containsAll(ignored);
    }

    @Test
    void basesAreNamedByArgumentsOnly() {
        var bases = Pattern.compile("(?m)^FROM (\\S+)")
                .matcher(dockerfile)
                .results()
                .map(from -> from.group(1));
        assertThat(bases)
                .containsExactly(
                        "${JDK_IMAGE}", "scratch", "${APP}", "${JDK_IMAGE}", "${BASE_IMAGE}", "runtime", "runtime");
        assertThat(dockerfile).doesNotContain("curl", "USER root", "ADD ");
    }
}
