package io.podtide.cli;

import io.podtide.detect.Detection;
import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.rule.RuleBook;
import io.podtide.rules.CatalogueReader;
import io.podtide.rules.Causes;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Mixin: what is judged by. */
final class RuleOptions {

    @Option(names = "--rules", paramLabel = "FILE", description = "YAML of rules and overrides; default: built in.")
    private @Nullable Path rules;

    @Option(names = "--causes", paramLabel = "FILE", description = "YAML of causes, on top of those built in.")
    private @Nullable Path causes;

    Detection detection() throws IOException {
        return new Detection(book(), catalogue());
    }

    private RuleBook book() throws IOException {
        return rules == null ? RuleBook.DEFAULTS : RuleFiles.read(rules).book();
    }

    private CauseCatalogue catalogue() throws IOException {
        var builtIn = Causes.builtIn();
        return causes == null ? builtIn : RuleFiles.valid(causes, CatalogueReader.read(causes, builtIn));
    }
}
