package io.podtide.ingest.watch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a watch, each as soon as it is whole: one that is cut off comes again when the watch is resumed. */
final class Lines {

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 14];
    private int from;
    private int to;

    Lines(InputStream in) {
        this.in = in;
    }

    /** Without its end; null after the last one. Blocks. */
    byte @Nullable [] next() throws IOException {
        var line = new ByteArrayOutputStream(1 << 13);
        while (true) {
            var end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            line.write(buffer, from, end - from);
            if (end < to) {
                from = end + 1;
                return line.toByteArray();
            }
            from = 0;
            to = in.read(buffer);
            if (to < 0) {
                to = 0;
                return null;
            }
        }
    }
}
