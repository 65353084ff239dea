package io.podtide.cli;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.rules.CatalogueReader;
import io.podtide.rules.Causes;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Mixin: which causes are known. */
@Command
final class CauseOptions {

    @Option(names = "--causes", paramLabel = "FILE", description = "Causes (YAML), on top of those built in.")
    private @Nullable Path file;

    /** @throws BadFileException with every mistake in the file */
    CauseCatalogue catalogue() throws IOException {
        var builtIn = Causes.builtIn();
        return file == null ? builtIn : RuleFiles.valid(file, CatalogueReader.read(file, builtIn));
    }
}
