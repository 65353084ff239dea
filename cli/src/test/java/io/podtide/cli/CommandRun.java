package io.podtide.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** A command as a script sees it: exit code and what was written where. */
public record CommandRun(int exitCode, String out, String err) {

    public static CommandRun podtide(String... args) {
        return run(new Terminal(Ansi.OFF, false), new Object[0], args);
    }

    /** All commands with their options, to be looked at. */
    public static CommandLine model() {
        var nowhere = new PrintWriter(Writer.nullWriter());
        return Podtide.commandLine(new Terminal(Ansi.OFF, false), nowhere, nowhere, name -> true);
    }

    /** With subcommands of a test's own. */
    static CommandRun run(Terminal terminal, Object[] subcommands, String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        CommandLine commandLine =
                Podtide.commandLine(terminal, new PrintWriter(out), new PrintWriter(err), Commands.namedIn(args));
        for (var subcommand : subcommands) {
            commandLine.addSubcommand(subcommand);
        }
        // Streams are handed down only to the subcommands there are.
        commandLine.setOut(commandLine.getOut()).setErr(commandLine.getErr());
        return new CommandRun(commandLine.execute(args), out.toString(), err.toString());
    }
}
