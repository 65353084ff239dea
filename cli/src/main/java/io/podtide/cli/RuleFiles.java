package io.podtide.cli;

import io.podtide.rules.Problem;
import io.podtide.rules.Reading;
import io.podtide.rules.RuleFile;
import io.podtide.rules.RulesReader;
import java.io.IOException;
import java.nio.file.Path;

/** Files of rules and causes as people hand them in: right, or refused with all that is wrong. */
final class RuleFiles {

    private RuleFiles() {}

    /** @throws BadFileException with a line for each mistake */
    static RuleFile read(Path file) throws IOException {
        return valid(file, RulesReader.read(file));
    }

    /** @throws BadFileException with a line for each mistake */
    static <T> T valid(Path file, Reading<T> reading) {
        return reading.value()
                .orElseThrow(() -> new BadFileException(reading.problems().stream()
                        .map(problem -> line(file, problem))
                        .toList()));
    }

    /** {@code rules.yaml:3: rules.oom.kils: ...}, as compilers say it. */
    static String line(Path file, Problem problem) {
        var at = problem.line() == 0 ? file + ": " : file + ":" + problem.line() + ": ";
        return at + (problem.keyPath().isEmpty() ? "" : problem.keyPath() + ": ") + problem.message();
    }
}
