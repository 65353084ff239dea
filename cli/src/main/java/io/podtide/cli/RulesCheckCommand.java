package io.podtide.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code podtide rules check}. */
@Command(name = "check", description = "Says what is wrong with rule files: every mistake, with its line.")
final class RulesCheckCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "YAML files of rules, overrides and mutes.")
    private List<Path> files = List.of();

    @Override
    public Integer call() throws Exception {
        var mistakes = new ArrayList<String>();
        for (var file : files) {
            try {
                var rules = RuleFiles.read(file);
                console.output()
                        .line(file + ": good, with "
                                + Count.of(rules.book().overrides().size(), "override") + " and "
                                + Count.of(rules.book().mutes().size(), "mute"));
                rules.warnings(Instant.now())
                        .forEach(warning -> console.note(RuleFiles.line(file, warning) + " (a warning)"));
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
