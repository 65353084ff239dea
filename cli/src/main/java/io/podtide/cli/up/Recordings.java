package io.podtide.cli.up;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Recordings that {@code up} plays, and where it keeps what comes of them. */
public final class Recordings {

    private static final String BUNDLED = "mixed-fleet.jsonl.gz";
    private static final int NAME_LENGTH = 12;

    private Recordings() {}

    /** Writes the recording that comes with Podtide to a directory, if it is not there already. */
    public static Path bundled(Path directory) throws IOException {
        var file = directory.resolve(BUNDLED);
        try (var in = Recordings.class.getResourceAsStream(BUNDLED)) {
            if (in == null) {
                throw new IOException("this build has no bundled recording");
            }
            Files.createDirectories(directory);
            if (!Files.exists(file)) {
                var part = Files.createTempFile(directory, BUNDLED, ".part");
                Files.write(part, in.readAllBytes());
                Files.move(part, file);
            }
        }
        return file;
    }

    /** A name for these recordings by what is in them: what was made of one is no history of another. */
    public static String nameOf(List<Path> files) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : files) {
                try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, NAME_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
