package io.podtide.streams;

import java.util.Arrays;

/**
 * Tells which keys a store cannot have, for 16 to 64 bytes of each that it has: 64 bits of each key, in a table that is at most half
 * full. Two keys with the same bits stand in it twice, so that one of them can be taken out. Not thread-safe.
 */
final class KeyHashes {

    private static final int SMALLEST = 64;
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L; // 2^64 divided by the golden ratio: it spreads
    /** Marks a place that is free: no key has it. */
    private static final long FREE = 0;

    private long[] places = new long[SMALLEST];
    private int size;

    /** Of a key that is not among them yet. */
    void add(String key) {
        if (2 * (size + 1) > places.length) {
            rehash(2 * places.length);
        }
        insert(hash(key));
        size++;
    }

    /** Of a key that is among them. */
    void remove(String key) {
        long hash = hash(key);
        int at = home(hash);
        while (places[at] != hash) {
            if (places[at] == FREE) {
                throw new IllegalStateException("a key is taken out that was never put in");
            }
            at = next(at);
        }
        close(at);
        size--;
        if (places.length > SMALLEST && 8 * size < places.length) {
            rehash(places.length / 2);
        }
    }

    /** False of a key that is not among them; true of one that is, and of hardly any other. */
    boolean mayHold(String key) {
        long hash = hash(key);
        int at = home(hash);
        while (places[at] != FREE) {
            if (places[at] == hash) {
                return true;
            }
            at = next(at);
        }
        return false;
    }

    int size() {
        return size;
    }

    /** What was moved on because this place was taken moves back, so that it is still found. */
    private void close(int from) {
        int gap = from;
        for (int at = next(gap); places[at] != FREE; at = next(at)) {
            int home = home(places[at]);
            boolean staysBehindItsHome = gap <= at ? gap < home && home <= at : gap < home || home <= at;
            if (!staysBehindItsHome) {
                places[gap] = places[at];
                gap = at;
            }
        }
        places[gap] = FREE;
    }

    private void rehash(int length) {
        var before = places;
        places = new long[length];
        Arrays.stream(before).filter(hash -> hash != FREE).forEach(this::insert);
    }

    private void insert(long hash) {
        int at = home(hash);
        while (places[at] != FREE) {
            at = next(at);
        }
        places[at] = hash;
    }

    private int home(long hash) {
        return (int) hash & (places.length - 1);
    }

    private int next(int at) {
        return (at + 1) & (places.length - 1);
    }

    private static long hash(String key) {
        long mixed = key.length();
        for (int i = 0; i < key.length(); i++) {
            mixed = (mixed ^ key.charAt(i)) * MIX;
            mixed ^= mixed >>> 32;
        }
        return mixed == FREE ? 1 : mixed;
    }
}
