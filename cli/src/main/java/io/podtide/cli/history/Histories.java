package io.podtide.cli.history;

import io.podtide.trends.store.DatabaseException;
import io.podtide.trends.store.DatabaseException.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where histories are. */
public final class Histories {

    public static final int PORT = 8082;

    /** Within a data directory. */
    public static final String FILE = "history.duckdb";

    /** Of a role that was told nothing else. */
    public static final String DEFAULT = "podtide-data/" + FILE;

    private Histories() {}

    /** The one that was most probably meant: a server on this machine, else a file. */
    public static HistorySource find(@Nullable String token) throws IOException {
        var named = System.getenv("PODTIDE_DATABASE");
        if (named != null && !named.isBlank()) {
            return open(named, token);
        }
        var server = new HistoryServer(URI.create("http://127.0.0.1:" + PORT), token);
        if (server.answers()) {
            return server;
        }
        if (Files.exists(Path.of(DEFAULT))) {
            return open(DEFAULT, token);
        }
        var file = newest(dataDirectory())
                .orElseThrow(
                        () -> new IOException("there is no history yet: 'podtide up' or 'podtide trends serve' writes"
                                + " one; --database or --server tells where another is"));
        return open(file.toString(), token);
    }

    /** The database, or the server that has it open. */
    public static HistorySource open(String database, @Nullable String token) {
        try {
            return OwnDatabase.open(database);
        } catch (DatabaseException e) {
            if (e.reason() == Reason.LOCKED) {
                var server = ServerNote.read(database).map(url -> new HistoryServer(url, token));
                if (server.isPresent() && server.get().answers()) {
                    return server.get();
                }
            }
            throw e;
        }
    }

    private static Optional<Path> newest(Path home) throws IOException {
        if (!Files.isDirectory(home)) {
            return Optional.empty();
        }
        try (var directories = Files.list(home)) {
            return directories
                    .map(directory -> directory.resolve(FILE))
                    .filter(Files::exists)
                    .max(Comparator.comparing(file -> file.toFile().lastModified()));
        }
    }

    /** Where {@code podtide up} keeps what it keeps. */
    public static Path dataDirectory() {
        var base = System.getenv("XDG_DATA_HOME");
        return base == null || base.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "share", "podtide")
                : Path.of(base, "podtide");
    }
}
