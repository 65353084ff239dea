package io.podtide.cli.history;

import io.podtide.trends.store.Database;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file beside a database that says where the process that has it open answers. */
public final class ServerNote implements AutoCloseable {

    private final Path file;

    private ServerNote(Path file) {
        this.file = file;
    }

    /** Kept until it is closed; nothing is written for a database of a server. */
    public static AutoCloseable write(String database, URI url) throws IOException {
        var file = file(database);
        if (file.isEmpty()) {
            return () -> {};
        }
        Files.writeString(file.get(), url.toString());
        return new ServerNote(file.get());
    }

    static Optional<URI> read(String database) {
        return file(database).filter(Files::exists).flatMap(ServerNote::url);
    }

    private static Optional<URI> url(Path file) {
        try {
            return Optional.of(URI.create(Files.readString(file).strip()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> file(String database) {
        return Database.file(database).map(file -> file.resolveSibling(file.getFileName() + ".url"));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
