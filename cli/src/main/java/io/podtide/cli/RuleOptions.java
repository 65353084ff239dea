package io.podtide.cli;

import io.podtide.detect.rule.RuleBook;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Mixin: by which rules. */
@Command
public final class RuleOptions {

    @Option(names = "--rules", paramLabel = "FILE", description = "Rules and overrides (YAML); the defaults otherwise.")
    private @Nullable Path file;

    /** @throws BadFileException with every mistake in the file */
    public RuleBook book() throws IOException {
        return file == null ? RuleBook.DEFAULTS : RuleFiles.read(file).book();
    }
}
