package io.podtide.simulate.fleet;

import java.util.UUID;

/** Uids made of recorded ones: random to look at, and always the same. */
final class Uids {

    private Uids() {}

    static UUID of(UUID recorded, long seed) {
        long high = mix(recorded.getMostSignificantBits() ^ mix(seed));
        long low = mix(recorded.getLeastSignificantBits() + high);
        // RFC 9562, version 4: what the API server makes.
        return new UUID((high & ~0xF000L) | 0x4000L, (low & ~(3L << 62)) | (2L << 62));
    }

    /** A number that differs in half of its bits where the given one differs in one (splitmix64). */
    static long mix(long number) {
        long z = number + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** The letters that Kubernetes makes random names of, as many as asked for (k8s.io/apimachinery/pkg/util/rand). */
    static String suffix(long seed, int length) {
        var letters = "bcdfghjklmnpqrstvwxz2456789";
        var suffix = new StringBuilder(length);
        long rest = mix(seed);
        for (int i = 0; i < length; i++) {
            suffix.append(letters.charAt((int) Long.remainderUnsigned(rest, letters.length())));
            rest = Long.divideUnsigned(rest, letters.length());
        }
        return suffix.toString();
    }
}
