package io.podtide.ingest.recording;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into its top-level objects without parsing it, so that a broken one costs no other: an object begins where a line
 * begins with its mark. That holds for JSON Lines, for pretty-printed JSON (which indents all but the outermost braces), for a
 * List with an item a line (what stands before a mark shows that the List goes on) and for YAML documents.
 */
final class Chunks implements Closeable {

    /** What a line begins with that begins an object. */
    enum Mark {
        /** An object or an array. */
        JSON {
            @Override
            boolean isAt(byte[] text, int from, int to) {
                return text[from] == '{' || text[from] == '[';
            }

            @Override
            boolean goesOnAfter(byte beforeLast, byte last) {
                return last == '[' || (last == ',' && beforeLast == '}');
            }

            /** Without the white space behind it: the parser has an object that breaks off end where it stops reading. */
            @Override
            byte[] chunk(byte[] text) {
                var end = text.length;
                while (end > 0 && text[end - 1] <= ' ' && text[end - 1] >= 0) {
                    end--;
                }
                return Arrays.copyOf(text, end);
            }
        },
        YAML {
            @Override
            boolean isAt(byte[] text, int from, int to) {
                return to - from >= 3 && text[from] == '-' && text[from + 1] == '-' && text[from + 2] == '-';
            }
        };

        abstract boolean isAt(byte[] text, int from, int to);

        /** Behind this, what looks like a mark is a part of the object before it. */
        boolean goesOnAfter(byte beforeLast, byte last) {
            return false;
        }

        /** What of the text from this mark to the next is handed out. */
        byte[] chunk(byte[] text) {
            return text;
        }
    }

    private static final int LONGEST_MARK = 3;
    /** A Pod with its surroundings is seldom longer. */
    private static final int TYPICAL = 1 << 14;

    private final InputStream in;
    private final Mark mark;
    private final BadLines bad;
    private final String file;

    private final byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;
    private int line = 1;
    private int first = 1;
    private boolean lineBegins = true;
    private byte beforeLast;
    private byte last;
    private boolean ended;
    private boolean brokenOff;

    Chunks(String file, InputStream in, Mark mark, BadLines bad) {
        this.file = file;
        this.in = in;
        this.mark = mark;
        this.bad = bad;
    }

    /** Null at the end. */
    byte @Nullable [] next() {
        var text = new ByteArrayOutputStream(TYPICAL);
        first = line;
        while (fill() && !(text.size() > 0 && lineBegins && beginsObject())) {
            var newline = from;
            while (newline < to && buffer[newline] != '\n') {
                newline++;
            }
            lineBegins = newline < to;
            var next = lineBegins ? newline + 1 : to;
            remember(newline);
            text.write(buffer, from, next - from);
            from = next;
            line += lineBegins ? 1 : 0;
        }
        var torn = brokenOff && from == to && !lineBegins;
        return text.size() == 0 || torn ? null : mark.chunk(text.toByteArray());
    }

    private boolean beginsObject() {
        return mark.isAt(buffer, from, to) && !mark.goesOnAfter(beforeLast, last);
    }

    /** What stands last before {@code end} and is no white space. */
    private void remember(int end) {
        int seen = 0;
        for (int i = end - 1; i >= from && seen < 2; i--) {
            if (buffer[i] > ' ' || buffer[i] < 0) {
                beforeLast = seen == 0 ? last : buffer[i];
                last = seen == 0 ? buffer[i] : last;
                seen++;
            }
        }
    }

    /** Where the chunk handed out last begins, from 1. */
    int line() {
        return first;
    }

    /** Sees to it that a whole mark is in the buffer, if that much is left. False at the end. */
    private boolean fill() {
        if (to - from < LONGEST_MARK && !ended) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
            try {
                while (to < LONGEST_MARK && !ended) {
                    var read = in.read(buffer, to, buffer.length - to);
                    ended = read < 0;
                    to += Math.max(0, read);
                }
            } catch (IOException e) {
                // A recording cut off by a crash, a download that broke: what came before is good.
                ended = true;
                brokenOff = true;
                bad.report(new BadLine(file, line, "the file breaks off here"));
            }
        }
        return from < to;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
