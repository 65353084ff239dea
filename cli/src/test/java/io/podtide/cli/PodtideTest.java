package io.podtide.cli;

import static io.podtide.cli.CommandRun.podtide;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

class PodtideTest {

    @Test
    void withoutACommandItShowsWhichThereAre() {
        var run = podtide();
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("Usage: podtide ").contains("Commands:", "rules", "Exit codes:");
        assertThat(podtide("rules"))
                .matches(group -> group.exitCode() == 2 && group.err().startsWith("Usage: podtide rules "));
    }

    @Test
    void helpAndVersionAreResults() {
        assertThat(podtide("--help"))
                .matches(run -> run.exitCode() == 0 && run.out().startsWith("Usage: podtide "));
        assertThat(podtide("rules", "check", "-h"))
                .matches(run -> run.exitCode() == 0 && run.out().startsWith("Usage: podtide rules check "));
        assertThat(podtide("--version")).isEqualTo(new CommandRun(0, "podtide (development)\n", ""));
    }

    @Test
    void theOverviewSaysTheSameOfCommandsThatItDoesNotReadTheOptionsOf() {
        var nowhere = new PrintWriter(Writer.nullWriter());
        var outlines = Podtide.commandLine(new Terminal(Ansi.OFF, false), nowhere, nowhere, name -> false);
        assertThat(outlines.getSubcommands().values())
                .allMatch(command -> command.getCommandSpec().userObject() == null);
        assertThat(outlines.getUsageMessage())
                .isEqualTo(CommandRun.model().getUsageMessage())
                .contains("replay", "Plays recordings");
    }

    @Test
    void aCommandMayBeNamedInAFileOfWords(@TempDir Path directory) throws IOException {
        var words = Files.writeString(directory.resolve("words"), "replay --help");
        assertThat(podtide("@" + words))
                .isEqualTo(podtide("replay", "--help"))
                .matches(run -> run.exitCode() == 0 && run.out().contains("--rules"));
    }

    @Test
    void shellsCompleteEveryCommandAndQuestion() {
        var run = podtide("generate-completion");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("#!/usr/bin/env bash")
                .contains(
                        "complete -F _complete_podtide",
                        "trends before-after",
                        "alerts test-route",
                        "--kubeconfig-dir");
    }

    @Test
    void anUnknownOptionIsOneLineWithAdvice() {
        assertThat(podtide("rules", "check", "--verbos", "x"))
                .isEqualTo(new CommandRun(
                        2,
                        "",
                        "podtide rules check: Unknown option: '--verbos' (did you mean --version or --verbose?);"
                                + " see 'podtide rules check --help'\n"));
    }

    @Test
    void anUnknownCommandIsOneLineWithAdvice() {
        assertThat(podtide("ruels"))
                .isEqualTo(new CommandRun(
                        2,
                        "",
                        "podtide: Unmatched argument at index 0: 'ruels' (did you mean rules?);"
                                + " see 'podtide --help'\n"));
    }

    @Test
    void aMissingFileNameIsOneLine() {
        assertThat(podtide("rules", "check"))
                .isEqualTo(new CommandRun(
                        2,
                        "",
                        "podtide rules check: Missing required parameter: 'FILE'; see 'podtide rules check --help'\n"));
    }

    @Test
    void coloursAreForTerminalsWhoseOwnerWantsThem() {
        assertThat(Terminal.of("out,err", Map.of("TERM", "xterm"))).isEqualTo(new Terminal(Ansi.ON, true));
        assertThat(Terminal.of("out", Map.of())).isEqualTo(new Terminal(Ansi.ON, false));
        assertThat(Terminal.of("err", Map.of())).isEqualTo(new Terminal(Ansi.OFF, true));
        assertThat(Terminal.of("", Map.of())).isEqualTo(new Terminal(Ansi.OFF, false));
        assertThat(Terminal.of("out,err", Map.of("NO_COLOR", "1"))).isEqualTo(new Terminal(Ansi.OFF, true));
        assertThat(Terminal.of("out,err", Map.of("NO_COLOR", ""))).isEqualTo(new Terminal(Ansi.ON, true));
        assertThat(Terminal.of("out,err", Map.of("TERM", "dumb"))).isEqualTo(new Terminal(Ansi.OFF, false));
        assertThat(Terminal.of("", Map.of("CLICOLOR_FORCE", "1"))).isEqualTo(new Terminal(Ansi.ON, false));
        assertThat(Terminal.of("", Map.of("CLICOLOR_FORCE", "0"))).isEqualTo(new Terminal(Ansi.OFF, false));
        assertThat(Terminal.of("", Map.of("CLICOLOR_FORCE", "1", "NO_COLOR", "1")))
                .isEqualTo(new Terminal(Ansi.OFF, false));
    }
}
