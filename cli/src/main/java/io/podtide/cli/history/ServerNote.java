package io.podtide.cli.history;

import io.podtide.trends.store.Database;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** A file beside a database that says where the process that has it open answers. */
public final class ServerNote implements AutoCloseable {

    private final Optional<Path> file;

    private ServerNote(Optional<Path> file) {
        this.file = file;
    }

    /** Kept until it is closed; nothing is written for a database of a server. */
    public static ServerNote write(String database, URI url) throws IOException {
        var file = file(database);
        if (file.isPresent()) {
            write(file.get(), url);
        }
        return new ServerNote(file);
    }

    /** Whole or not at all: others may read it at any time. */
    private static void write(Path file, URI url) throws IOException {
        var part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, url.toString());
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Of nothing. */
    public static ServerNote none() {
        return new ServerNote(Optional.empty());
    }

    static Optional<URI> read(String database) {
        return file(database).filter(Files::exists).flatMap(ServerNote::url);
    }

    private static Optional<URI> url(Path file) {
        try {
            return Optional.of(URI.create(Files.readString(file).strip()))
                    .filter(URI::isAbsolute); // empty after a crash
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> file(String database) {
        return Database.file(database).map(file -> file.resolveSibling(file.getFileName() + ".url"));
    }

    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            Files.deleteIfExists(file.get());
        }
    }
}
