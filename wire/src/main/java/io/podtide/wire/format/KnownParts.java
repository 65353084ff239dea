package io.podtide.wire.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Words and larger parts of records as they were read last. The same names, reasons, images and workloads come with nearly every
 * record: as a rule they are not made again, and are there once in all that one thread has read of one topic. Not thread-safe.
 */
final class KnownParts {

    /** Each part has one place, and gives way to the next that has the same. */
    private static final int FEWEST_PLACES = 8_192;

    /** Some 12 MB with what is in them: four for a workload, with its labels, images and words, are those of 16,000. */
    private static final int MOST_PLACES = 65_536;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final long MIX = 0x9E37_79B9_7F4A_7C15L; // 2^64 divided by the golden ratio: it spreads

    private long[] hashes = new long[FEWEST_PLACES];
    private @Nullable Known[] known = new Known[FEWEST_PLACES];
    /** Those that gave way since there were more places. */
    private int ousted;

    /**
     * What was read of these bytes before; null if they are new, or have been forgotten.
     *
     * @param hash of them
     */
    <T> @Nullable T find(AvroPart<T> part, long hash, byte[] bytes, int from, int length) {
        int place = place(hash);
        if (hashes[place] != hash) { // another is not even looked at
            return null;
        }
        var there = known[place];
        if (there == null
                || there.part != part
                || !Arrays.equals(there.bytes, 0, there.bytes.length, bytes, from, from + length)) {
            return null;
        }
        @SuppressWarnings("unchecked") // the same part was read
        var value = (T) there.value;
        return value;
    }

    <T> void keep(AvroPart<T> part, long hash, byte[] bytes, int from, int length, T value) {
        int place = place(hash);
        if (known[place] != null && ++ousted > known.length && known.length < MOST_PLACES) {
            grow();
            place = place(hash);
        }
        hashes[place] = hash;
        known[place] = new Known(part, Arrays.copyOfRange(bytes, from, from + length), value);
    }

    /** As many gave way as there are places: more parts come again than these can hold. */
    private void grow() {
        var before = known;
        var hashesBefore = hashes;
        known = new Known[2 * before.length];
        hashes = new long[2 * before.length];
        ousted = 0;
        for (int i = 0; i < before.length; i++) {
            if (before[i] != null) {
                int place = place(hashesBefore[i]);
                hashes[place] = hashesBefore[i];
                known[place] = before[i];
            }
        }
    }

    /** The topmost bits, on which all others bear. */
    private int place(long hash) {
        return (int) ((hash * MIX) >>> (Long.SIZE - Integer.numberOfTrailingZeros(known.length)));
    }

    static long hash(byte[] bytes, int from, int length) {
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

    private static final class Known {
        private final Object part;
        private final byte[] bytes;
        private final Object value;

        Known(Object part, byte[] bytes, Object value) {
            this.part = part;
            this.bytes = bytes;
            this.value = value;
        }
    }
}
