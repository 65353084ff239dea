package io.podtide.cli;

import io.podtide.alerts.config.Warnings;
import io.podtide.detect.cause.Cause;
import io.podtide.rules.Causes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code podtide alerts check}. */
@Command(name = "check", description = "Says what is wrong with files of alerts: every mistake, with its line.")
final class AlertsCheckCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "YAML files of receivers and routes.")
    private List<Path> files = List.of();

    @Override
    public Integer call() throws Exception {
        var mistakes = new ArrayList<String>();
        var causes = Causes.builtIn().causes().stream().map(Cause::id).toList();
        for (var file : files) {
            try {
                var config = AlertOptions.config(file);
                console.output()
                        .line(file + ": good, with "
                                + Count.of(config.receivers().size(), "receiver") + " and "
                                + Count.of(config.routes().size(), "route"));
                Warnings.of(config, causes, Instant.now())
                        .forEach(warning -> console.note(file + ": " + warning + " (a warning)"));
            } catch (BadFileException e) {
                mistakes.addAll(e.lines());
            }
        }
        if (!mistakes.isEmpty()) {
            throw new BadFileException(mistakes);
        }
        return ExitCode.DONE;
    }
}
