package io.podtide.trends.store;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** 64 bits of a text: among ten million, two of the same are as likely as 1 in 370,000. */
final class Hashes {

    private Hashes() {}

    /** The parts in this order. */
    static long of(String... parts) {
        long hash = 0xcbf29ce484222325L;
        for (var part : parts) {
            for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
                hash = (hash ^ (b & 0xff)) * 0x100000001b3L; // FNV-1a
            }
            hash = (hash ^ 0xff) * 0x100000001b3L; // no UTF-8 text has this byte: ("ab", "c") is not ("a", "bc")
        }
        return mix(hash);
    }

    /** 0 for none. */
    static long of(Map<String, String> labels) {
        if (labels.isEmpty()) {
            return 0;
        }
        var parts = new TreeMap<>(labels)
                .entrySet().stream()
                        .flatMap(e -> java.util.stream.Stream.of(e.getKey(), e.getValue()))
                        .toArray(String[]::new);
        return of(parts);
    }

    /** The end of splitmix64: FNV alone leaves the last bytes in the low bits. */
    private static long mix(long hash) {
        long mixed = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
