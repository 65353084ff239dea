package io.podtide.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.cli.print.OutputClosedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

class FailuresTest {

    /** @param err all that is written */
    record Case(Exception thrown, int exitCode, String err) {
        @Override
        public String toString() {
            return thrown.toString();
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case(
                        new BadFileException(List.of("rules.yaml:3: one", "rules.yaml:4: two")),
                        2,
                        "rules.yaml:3: one\nrules.yaml:4: two\n"),
                new Case(new ConfigException("acks", "5"), 2, "podtide fail: Invalid value 5 for configuration acks\n"),
                new Case(new TimeoutException("no broker answers"), 3, "podtide fail: no broker answers\n"),
                new Case(
                        new StreamsException(
                                "Error opening store pods",
                                new IOException("No space left on device: pods/000001.log")),
                        3,
                        "podtide fail: Error opening store pods: No space left on device: pods/000001.log\n"),
                new Case(new NoSuchFileException("a.jsonl"), 3, "podtide fail: no such file: a.jsonl\n"),
                new Case(new FileNotFoundException("a (Is a directory)"), 3, "podtide fail: a (Is a directory)\n"),
                new Case(
                        new AccessDeniedException("/root/a"),
                        3,
                        "podtide fail: not allowed to read or write: /root/a\n"),
                new Case(
                        new FileSystemException("a", null, "Too many open files"),
                        3,
                        "podtide fail: a: Too many open files\n"),
                new Case(
                        new UncheckedIOException(new IOException("Not in GZIP format")),
                        3,
                        "podtide fail: Not in GZIP format\n"),
                new Case(
                        new ExecutionException(new CompletionException(new IOException("a\nb\u001b[2J"))),
                        3,
                        "podtide fail: a b\n"),
                new Case(new OutputClosedException(), 0, ""),
                new Case(
                        new IllegalStateException("half done"),
                        70,
                        "podtide fail: a bug, please report it with what --verbose shows:"
                                + " java.lang.IllegalStateException: half done\n"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anExceptionIsALineAndAnExitCode(Case failure) {
        assertThat(fail(failure.thrown(), "fail")).isEqualTo(new CommandRun(failure.exitCode(), "", failure.err()));
    }

    @Test
    void verboseShowsWhereItCameFrom() {
        var run = fail(new IOException("gone"), "fail", "--verbose");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .startsWith("java.io.IOException: gone\n\tat io.podtide.cli.FailuresTest")
                .endsWith("podtide fail: gone\n");
    }

    private static CommandRun fail(Exception thrown, String... args) {
        return CommandRun.run(new Terminal(Ansi.OFF, false), new Object[] {new Failing(thrown)}, args);
    }

    @Command(name = "fail")
    record Failing(Exception thrown) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            throw thrown;
        }
    }
}
