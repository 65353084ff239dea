package io.podtide.cli;

import io.podtide.cli.rule.RuleFilePublisher;
import io.podtide.detect.rule.RuleBook;
import io.podtide.wire.KafkaSettings;
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

    /** Puts the file on {@code podtide.rules}, now and whenever it changes, until what comes back is closed. */
    AutoCloseable publish(KafkaSettings kafka, Console console) throws IOException, InterruptedException {
        return file == null ? () -> {} : RuleFilePublisher.start(kafka, file, console::note);
    }

    /** There is one. */
    boolean given() {
        return file != null;
    }

    /** @throws BadFileException with every mistake in the file */
    public RuleBook book() throws IOException {
        return file == null ? RuleBook.DEFAULTS : RuleFiles.read(file).book();
    }
}
