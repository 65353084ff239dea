package io.podtide.cli;

import io.podtide.cli.history.Histories;
import io.podtide.cli.history.HistoryServer;
import io.podtide.cli.history.HistorySource;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Mixin: which history. */
@Command
final class HistoryOptions {

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Ask the server there (default: http://127.0.0.1:8082, if one answers).")
    private @Nullable URI server;

    @Option(
            names = "--database",
            paramLabel = "FILE|JDBC-URL",
            description =
                    "Open this database (default: PODTIDE_DATABASE, podtide-data/history.duckdb, the newest of 'podtide"
                            + " up').")
    private @Nullable String database;

    @Mixin
    private final TokenOptions token = new TokenOptions();

    HistorySource open(Console console) throws IOException {
        if (server != null) {
            return new HistoryServer(server, token.token());
        }
        var source = database == null ? Histories.find(token.token()) : Histories.open(database, token.token());
        return source;
    }
}
