package io.podtide.cli;

import io.podtide.cli.history.Histories;
import io.podtide.trends.store.Database;
import io.podtide.trends.store.Database.Access;
import io.podtide.trends.store.ParquetExport;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code podtide trends export}. */
@Command(name = "export", description = "Writes the tables of the history as files, one a table.")
final class TrendsExportCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    @Option(
            names = "--database",
            paramLabel = "FILE|JDBC-URL",
            defaultValue = "${env:PODTIDE_DATABASE:-" + Histories.DEFAULT + "}",
            description =
                    "A file that no other process has open, or a database of a server (default: ${DEFAULT-VALUE}). Also"
                            + " PODTIDE_DATABASE.")
    private String database = Histories.DEFAULT;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            required = true,
            description = "Where the files go; those there are replaced.")
    private Path directory = Path.of(".");

    @Option(names = "--format", defaultValue = "parquet", description = "${COMPLETION-CANDIDATES}")
    private Format format = Format.PARQUET;

    /** What can be written. */
    private enum Format {
        PARQUET;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() throws Exception {
        try (var opened = Database.open(database, Access.READ)) {
            ParquetExport.write(
                    opened,
                    directory,
                    (table, rows) -> console.note(table + "." + format + ": " + Count.of(rows, "row")));
        }
        return ExitCode.DONE;
    }
}
