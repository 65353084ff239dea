package io.podtide.cli;

import static io.podtide.cli.CommandRun.podtide;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCheckCommandTest {

    @TempDir
    Path directory;

    @Test
    void goodFilesAreSaidToBeGood() throws Exception {
        var rules = file("rules.yaml", """
                rules:
                  pending: {image: 90s}
                overrides:
                  - match: {namespace: "batch-*"}
                    off: [restart-loop]
                """);
        assertThat(podtide("rules", "check", rules))
                .isEqualTo(new CommandRun(0, rules + ": good, with 1 override and 0 mutes\n", ""));
    }

    @Test
    void everyMistakeOfEveryFileIsALine() throws Exception {
        var one = file("one.yaml", "rules:\n  pending: {image: fast}\n  oom: {kils: 2}\n");
        var two = file("two.yaml", "rulez: {}\n");
        var run = podtide("rules", "check", one, two);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(one + ":2: rules.pending.image: "),
                        line -> assertThat(line).startsWith(one + ":3: rules.oom.kils: "),
                        line -> assertThat(line).startsWith(two + ":1: rulez: "));
    }

    @Test
    void aFileThatIsNotThereIsNotAMistakeInIt() {
        assertThat(podtide("rules", "check", "nowhere.yaml"))
                .isEqualTo(new CommandRun(3, "", "podtide rules check: no such file: nowhere.yaml\n"));
    }

    @Test
    void whatIsHardlyMeantIsAWarning() throws Exception {
        var rules = file("rules.yaml", """
                mutes:
                  - {match: {namespace: lab}, until: 2020-01-31T00:00:00Z, owner: lab, reason: moving}
                """);
        assertThat(podtide("rules", "check", rules))
                .isEqualTo(
                        new CommandRun(
                                0,
                                rules + ": good, with 0 overrides and 1 mute\n",
                                rules
                                        + ":2: mutes[0].until: has ended, it mutes nothing (namespace=lab, owner lab) (a warning)\n"));
    }

    @Test
    void whereKafkaDoesNotAnswerIsSaidInALine() throws Exception {
        assertThat(podtide("rules", "apply", file("rules.yaml", ""), "--bootstrap-servers", "127.0.0.1:1"))
                .isEqualTo(new CommandRun(
                        3, "", "podtide rules apply: no answer from Kafka at 127.0.0.1:1: is the address right?\n"));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }
}
