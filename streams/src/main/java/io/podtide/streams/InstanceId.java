package io.podtide.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * A name that an instance keeps with its state. By it the group knows one that was killed when it is back, and gives it its
 * tasks again at once; a stranger would wait until the group has given up its predecessor.
 */
final class InstanceId {

    private static final String FILE = "instance-id";

    private InstanceId() {}

    /** Made with the first start on this directory. */
    static String of(Path stateDir) {
        var file = stateDir.resolve(FILE);
        try {
            var kept = Files.readString(file).strip();
            return kept.isEmpty() ? made(file) : kept;
        } catch (NoSuchFileException e) {
            return made(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String made(Path file) {
        var id = UUID.randomUUID().toString();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var part = file.resolveSibling(FILE + ".part");
            Files.writeString(part, id);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
