package io.podtide.cli.simulate;

import io.podtide.cli.print.StatusLine;
import io.podtide.simulate.fleet.Line;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.zip.GZIPOutputStream;

/** A fleet as a recording. */
public final class FleetFile {

    private FleetFile() {}

    /**
     * Replaces an existing file.
     *
     * @return how many changes were written
     */
    public static long write(Iterator<Line> fleet, Path file, StatusLine status)
            throws IOException, InterruptedException {
        long written = 0;
        try (var out = open(file)) {
            while (fleet.hasNext()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                var line = fleet.next();
                out.write(line.json());
                out.write('\n');
                written += line.type() == Line.Type.BOOKMARK ? 0 : 1;
                long changes = written;
                status.update(() -> changes + " changes, " + line.at());
            }
        }
        return written;
    }

    private static OutputStream open(Path file) throws IOException {
        var out = Files.newOutputStream(file);
        return new BufferedOutputStream(file.toString().endsWith(".gz") ? new GZIPOutputStream(out, 1 << 16) : out);
    }
}
