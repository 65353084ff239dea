package io.podtide.cli;

import io.podtide.detect.cause.Cause;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code podtide causes list}. */
@Command(name = "list", description = "Every cause in the order of its weight, with what it means.")
final class CausesListCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    @Mixin
    private final CauseOptions causes = new CauseOptions();

    @Override
    public Integer call() throws Exception {
        var known = causes.catalogue().causes();
        int width = known.stream().mapToInt(c -> c.id().length()).max().orElse(0);
        for (Cause cause : known) {
            console.output().line(cause.id() + " ".repeat(width - cause.id().length() + 2) + cause.explanation());
        }
        return ExitCode.DONE;
    }
}
