package io.podtide.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** A buffer of ASCII that is written to without making garbage: the server must not be what is measured. */
final class Bytes {

    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

    private byte[] bytes = new byte[1 << 14];
    private int length;

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    Bytes add(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    Bytes add(String ascii) {
        return add(ascii.getBytes(US_ASCII));
    }

    Bytes add(long number) {
        reserve(20);
        var end = length + digits(number);
        var rest = number;
        for (var at = end - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length = end;
        return this;
    }

    Bytes hex(long number, int digits) {
        reserve(digits);
        for (var shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
            bytes[length++] = HEX[(int) (number >>> shift) & 15];
        }
        return this;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    private static int digits(long number) {
        var digits = 1;
        for (var rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }
}
