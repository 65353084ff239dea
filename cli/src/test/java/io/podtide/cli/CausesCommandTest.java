package io.podtide.cli;

import static io.podtide.cli.CommandRun.podtide;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CausesCommandTest {

    @TempDir
    Path directory;

    @Test
    void goodFilesAreSaidToBeGood() throws Exception {
        var causes = file("""
                causes:
                  - id: VAULT_SEALED
                    stages: [setup]
                    signs: [{reason: [FailedMount], message: 'Vault is sealed'}]
                    explanation: Vault is sealed.
                    remedy: vault operator unseal
                    examples: [{reason: FailedMount, message: 'MountVolume.SetUp failed: Vault is sealed'}]
                  - id: QUOTA_EXCEEDED
                    remedy: ask the platform team
                """);
        assertThat(podtide("causes", "check", causes))
                .isEqualTo(new CommandRun(0, causes + ": good, with 1 new cause and 1 changed\n", ""));
    }

    @Test
    void everyMistakeIsALineAndPatternsThatNeverEndAreOne() throws Exception {
        var causes = file("""
                causes:
                  - id: slow
                    stages: [setup]
                  - id: SLOW
                    stages: [setupp]
                    signs: [{message: '(a+)+$'}]
                    explanation: slow
                    remedy: none
                """);
        var run = podtide("causes", "check", causes);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .anySatisfy(line -> assertThat(line).startsWith(causes + ":2: causes[0].id: "))
                .anySatisfy(line -> assertThat(line).startsWith(causes + ":5: causes[1].stages"))
                .anySatisfy(line -> assertThat(line).contains("may take for ever"));
    }

    @Test
    void everyCauseIsListedWithWhatItMeans() {
        assertThat(podtide("causes", "list").out().lines())
                .hasSizeGreaterThan(80)
                .anyMatch(
                        line -> line.startsWith("IMAGE_NOT_FOUND ") && line.endsWith("no image of this name and tag."));
    }

    private String file(String text) throws IOException {
        return Files.writeString(directory.resolve("causes.yaml"), text).toString();
    }
}
