package io.podtide.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root of the command line. */
@Command(
        name = "podtide",
        description = "Turns the pod states of Kubernetes clusters into incidents.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:found incidents (diagnose only)",
            "2:bad usage or configuration",
            "3:cannot reach or read something"
        })
public final class Podtide {

    private final Terminal terminal;
    private final Verbosity verbosity = new Verbosity();

    private Podtide(Terminal terminal) {
        this.terminal = terminal;
    }

    public static void main(String[] args) {
        // Numbers are read by programs, too. And Java looks up the digits of any other locale with each of them: Kafka
        // Streams formats one for every record while one of a task's topics is empty.
        Locale.setDefault(Locale.US);
        System.exit(commandLine(
                        Terminal.detect(),
                        writer(FileDescriptor.out),
                        writer(FileDescriptor.err),
                        Commands.namedIn(args))
                .execute(args));
    }

    /** @param isWhole which commands, by their names, can be run; of the others there is a name and a description */
    static CommandLine commandLine(Terminal terminal, PrintWriter out, PrintWriter err, Predicate<String> isWhole) {
        var podtide = new Podtide(terminal);
        var failures = new Failures(podtide.verbosity);
        var commandLine = new CommandLine(podtide);
        Commands.add(commandLine, isWhole);
        return commandLine
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(Help.defaultColorScheme(terminal.ansi()))
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    @Option(
            names = {"-v", "--verbose"},
            description = "Say more on standard error, and show where a failure came from; -vv also what Kafka says.",
            scope = ScopeType.INHERIT)
    void verbose(boolean[] times) {
        verbosity.raise(times.length);
    }

    @Option(
            names = "--log-format",
            paramLabel = "text|json",
            defaultValue = "${env:PODTIDE_LOG_FORMAT:-text}",
            description =
                    "How standard error is written: for people, or as a JSON object a line, for what collects logs."
                            + " Also PODTIDE_LOG_FORMAT.",
            scope = ScopeType.INHERIT)
    void logFormat(LogFormat format) {
        verbosity.format(format);
    }

    Verbosity verbosity() {
        return verbosity;
    }

    Terminal terminal() {
        return terminal;
    }

    /** UTF-8, whatever the locale: the other end is a terminal of today, or a program that reads JSON. */
    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
