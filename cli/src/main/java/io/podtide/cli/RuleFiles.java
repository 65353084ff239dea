package io.podtide.cli;

import io.podtide.rules.RuleFile;
import io.podtide.rules.RulesReader;
import java.io.IOException;
import java.nio.file.Path;

/** Rule files as people hand them in: right, or refused with all that is wrong. */
final class RuleFiles {

    private RuleFiles() {}

    /** @throws BadFileException with a line for each mistake: file, line, key, what is wrong */
    static RuleFile read(Path file) throws IOException {
        var reading = RulesReader.read(file);
        return reading.value()
                .orElseThrow(() -> new BadFileException(reading.problems().stream()
                        .map(problem -> file + ":" + (problem.line() == 0 ? "" : problem.line() + ":") + " "
                                + (problem.keyPath().isEmpty() ? "" : problem.keyPath() + ": ") + problem.message())
                        .toList()));
    }
}
