package io.podtide.cli.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether there is room for a broker: it halts in the middle of something when there is none. */
final class DiskSpace {

    private static final long LEAST_FREE_BYTES = 64L << 20;

    private DiskSpace() {}

    /** One line that says so when the disk is full. */
    static Optional<String> shortage(Path directory) throws IOException {
        var free = Files.getFileStore(directory).getUsableSpace();
        return free >= LEAST_FREE_BYTES
                ? Optional.empty()
                : Optional.of("the disk of the data directory " + directory + " is full: " + (free >> 20)
                        + " MiB free, the broker needs at least " + (LEAST_FREE_BYTES >> 20) + " MiB");
    }
}
