package io.podtide.cli;

import io.podtide.cli.print.Output;
import io.podtide.cli.print.StatusLine;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Mixin: where a command prints to. */
@Command // has no options, and would be no mixin without
final class Console {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    Output output() {
        return new Output(commandLine().getOut(), commandLine().getColorScheme().ansi());
    }

    /** A line on standard error: what is no result. */
    void note(String text) {
        verbosity().format().say(commandLine().getErr(), Level.INFO, text, null);
    }

    /** Shown only where standard error is a terminal. */
    StatusLine statusLine() {
        return new StatusLine(commandLine().getErr(), podtide().terminal().progress());
    }

    Verbosity verbosity() {
        return podtide().verbosity();
    }

    private Podtide podtide() {
        return (Podtide) commandLine().getCommandSpec().root().userObject();
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("not mixed into a command");
        }
        return spec.commandLine();
    }
}
