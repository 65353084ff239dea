package io.podtide.wire.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Words as they were read last. The same names, reasons and images come with nearly every record: as a rule they are not made
 * again, and are there once in all that one thread has read of one topic. Not thread-safe.
 */
final class KnownWords {

    /** In bytes: an image with its digest. */
    private static final int LONGEST = 128;

    /** Each word has one place, and gives way to the next that has the same. With all words some 0.5 MB. */
    private static final int PLACES = 4_096;

    /** The topmost bits, on which all others bear. */
    private static final int PLACE_SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(PLACES);

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L; // 2^64 divided by the golden ratio: it spreads

    private final long[] hashes = new long[PLACES];
    private final @Nullable String[] words = new String[PLACES];

    /** The word of these bytes, in UTF-8. */
    String of(byte[] bytes, int from, int length) {
        if (length == 0) {
            return "";
        }
        if (length > LONGEST) {
            return new String(bytes, from, length, StandardCharsets.UTF_8);
        }
        long hash = hash(bytes, from, length);
        int place = (int) ((hash * MIX) >>> PLACE_SHIFT);
        var known = hashes[place] == hash ? words[place] : null; // another is not even looked at
        if (known != null && isSame(known, bytes, from, length)) {
            return known;
        }
        var word = new String(bytes, from, length, StandardCharsets.UTF_8);
        hashes[place] = hash;
        words[place] = word;
        return word;
    }

    /** False of all that is not ASCII, which is then made anew each time. */
    private static boolean isSame(String word, byte[] bytes, int from, int length) {
        if (word.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (word.charAt(i) != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }

    private static long hash(byte[] bytes, int from, int length) {
        long mixed = length;
        int at = from;
        int end = from + length;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            mixed = (mixed ^ (long) LONGS.get(bytes, at)) * MIX;
            mixed ^= mixed >>> 32;
        }
        for (; at < end; at++) {
            mixed = (mixed ^ bytes[at]) * MIX;
        }
        return mixed;
    }
}
