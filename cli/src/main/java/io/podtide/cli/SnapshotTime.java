package io.podtide.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When a snapshot was taken, which it does not say itself. A stuck pod leaves no newer time than the one at which it got
 * stuck, so the newest time in the snapshot alone would call it fresh for ever.
 */
final class SnapshotTime {

    /** A file written later than this is a copy: unpacked, checked out, downloaded. */
    private static final Duration COPIED = Duration.ofDays(1);

    private SnapshotTime() {}

    static boolean isStandardInput(Path file) {
        return file.toString().equals("-");
    }

    /**
     * @param newest the newest time in it
     * @param written when its newest file was written
     */
    static Instant of(Instant newest, Instant written) {
        return written.isAfter(newest) && written.isBefore(newest.plus(COPIED)) ? written : newest;
    }

    /** Of standard input: now. */
    static Instant written(List<Path> files, Instant now) {
        var newest = Instant.EPOCH;
        for (var file : files) {
            var written = isStandardInput(file) ? now : lastModified(file);
            newest = written.isAfter(newest) ? written : newest;
        }
        return newest;
    }

    private static Instant lastModified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH; // that it cannot be read is said when it is read
        }
    }
}
