package io.podtide.ingest.recording;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Predicate;

/** Reads the files of a tar archive (POSIX ustar and pax, GNU) one after the other; as much of it as a support bundle needs. */
final class Tar {

    /** What is done with a file of the archive. */
    interface Entry {
        void read(String name, InputStream in) throws IOException;
    }

    private static final int BLOCK = 512;
    private static final int MAGIC = 257;
    /** A name is seldom longer; nobody makes us keep more. */
    private static final int LONGEST_NAME = 1 << 16;

    private Tar() {}

    static boolean begins(byte[] begin) {
        var magic = "ustar".getBytes(US_ASCII);
        return begin.length > MAGIC + magic.length
                && Arrays.equals(begin, MAGIC, MAGIC + magic.length, magic, 0, magic.length);
    }

    /** @param tornOff told where the archive ends too early; what came before is good */
    static void read(InputStream in, Predicate<String> wanted, Runnable tornOff, Entry entry) throws IOException {
        try {
            var longName = "";
            for (var header = in.readNBytes(BLOCK); begins(header); header = in.readNBytes(BLOCK)) {
                long size = size(header);
                var body = new Body(in, size);
                char type = (char) header[156];
                if (type == 'L' || type == 'x') {
                    var text = new String(body.readNBytes(LONGEST_NAME), UTF_8);
                    longName = type == 'L' ? text.replace("\0", "") : paxPath(text, longName);
                } else {
                    var name = longName.isEmpty() ? name(header) : longName;
                    longName = "";
                    if ((type == '0' || type == 0) && wanted.test(name)) {
                        entry.read(name, body);
                    }
                }
                body.skipRest();
                in.skipNBytes(Math.floorMod(-size, BLOCK));
            }
        } catch (EOFException e) {
            tornOff.run();
        }
    }

    private static String name(byte[] header) {
        var prefix = text(header, 345, 155);
        var name = text(header, 0, 100);
        return prefix.isEmpty() ? name : prefix + '/' + name;
    }

    /** Records of {@code length key=value}. */
    private static String paxPath(String records, String otherwise) {
        return records.lines()
                .filter(line -> line.contains(" path="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .findFirst()
                .orElse(otherwise);
    }

    private static long size(byte[] header) throws EOFException {
        var octal = text(header, 124, 12).strip();
        if (!octal.matches("[0-7]{1,12}")) {
            throw new EOFException(); // what follows cannot be found
        }
        return Long.parseLong(octal, 8);
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, UTF_8);
    }

    /** One file's bytes. */
    private static final class Body extends FilterInputStream {

        private long left;

        Body(InputStream in, long size) {
            super(in);
            this.left = size;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = super.read(bytes, from, (int) Math.min(length, left));
            if (read < 0) {
                throw new EOFException();
            }
            left -= read;
            return read;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() {
            // the archive goes on behind it
        }

        void skipRest() throws IOException {
            in.skipNBytes(left);
            left = 0;
        }
    }
}
