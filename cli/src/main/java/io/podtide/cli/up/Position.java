package io.podtide.cli.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * How much of a recording Kafka has, kept beside it. The next start goes on from there: what has been forgotten since, such as
 * pods that are gone, would be news a second time.
 */
public final class Position {

    private static final String NAME = "played";

    private final Path file;

    /** @param directory of this recording */
    public Position(Path directory) {
        this.file = directory.resolve(NAME);
    }

    /** Observations that need not be played any more; 0 if nothing is known. */
    long read() throws IOException {
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (NoSuchFileException | NumberFormatException e) {
            return 0; // what is played twice is recognised, as long as it is not too old
        }
    }

    /** Kafka has acknowledged so many. */
    void write(long observations) throws IOException {
        Files.createDirectories(file.getParent());
        var part = file.resolveSibling(NAME + ".part");
        Files.writeString(part, Long.toString(observations));
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
