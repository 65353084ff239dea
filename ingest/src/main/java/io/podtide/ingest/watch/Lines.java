package io.podtide.ingest.watch;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The lines of a watch, each as soon as it is whole: one that is cut off comes again when the watch is resumed. A line is good
 * until the next one is asked for.
 */
final class Lines {

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NEWLINES = 0x0A0A_0A0A_0A0A_0A0AL;
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    /** Bytes; no API server stores an object of a tenth of it. */
    private static final int LONGEST = 1 << 26;

    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private int from;
    private int length;
    private int next;
    private int to;

    Lines(InputStream in) {
        this.in = in;
    }

    /** False after the last one. Blocks. */
    boolean next() throws IOException {
        from = next;
        var at = newline(from);
        while (at == to) {
            at -= makeRoom();
            var count = in.read(buffer, to, buffer.length - to);
            if (count < 0) {
                return false;
            }
            to += count;
            at = newline(at);
        }
        length = at - from;
        next = at + 1;
        return true;
    }

    /** Holds the line, from {@link #from} on, {@link #length} long, without its end. */
    byte[] buffer() {
        return buffer;
    }

    int from() {
        return from;
    }

    int length() {
        return length;
    }

    /** The first from there on, or the end of what has been read. Eight bytes at once: most of a pod is no newline. */
    private int newline(int start) {
        var at = start;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            var zeroWhereNewline = (long) EIGHT_BYTES.get(buffer, at) ^ NEWLINES;
            var found = (zeroWhereNewline - ONES) & ~zeroWhereNewline & HIGH_BITS;
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        while (at < to && buffer[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Returns by how much all has moved to the front. */
    private int makeRoom() throws IOException {
        var moved = from;
        if (to < buffer.length) {
            return 0;
        } else if (moved > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
        } else if (buffer.length < LONGEST) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        } else {
            throw new IOException("a line is longer than " + LONGEST + " bytes");
        }
        from = 0;
        to -= moved;
        return moved;
    }
}
