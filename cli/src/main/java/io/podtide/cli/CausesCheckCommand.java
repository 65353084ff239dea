package io.podtide.cli;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.rules.CatalogueReader;
import io.podtide.rules.Causes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code podtide causes check}. */
@Command(
        name = "check",
        description =
                "Says what is wrong with files of causes: every mistake, with its line. Examples in a file are tried.")
final class CausesCheckCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "YAML files of causes, as --causes takes them.")
    private List<Path> files = List.of();

    @Override
    public Integer call() throws Exception {
        var builtIn = Causes.builtIn();
        var mistakes = new ArrayList<String>();
        for (var file : files) {
            try {
                var catalogue = RuleFiles.valid(file, CatalogueReader.read(file, builtIn));
                console.output().line(file + ": good, with " + news(builtIn, catalogue));
            } catch (BadFileException e) {
                mistakes.addAll(e.lines());
            }
        }
        if (!mistakes.isEmpty()) {
            throw new BadFileException(mistakes);
        }
        return ExitCode.DONE;
    }

    private static String news(CauseCatalogue builtIn, CauseCatalogue catalogue) {
        long changed = catalogue.causes().stream()
                .filter(cause ->
                        builtIn.find(cause.id()).filter(b -> !b.equals(cause)).isPresent())
                .count();
        long added = (long) catalogue.causes().size() - builtIn.causes().size();
        return Count.of(added, "new cause") + " and " + changed + " changed";
    }
}
