package io.podtide.ingest.kube;

import java.util.HashMap;
import java.util.Map;

/**
 * One of all equal values. Bounded: what was not asked for lately is forgotten, and then there are two. Not for several threads.
 */
public final class Pool {

    /** Twice as many are kept at most. */
    private static final int GENERATION = 1 << 14;

    private Map<Object, Object> young = new HashMap<>();
    private Map<Object, Object> old = Map.of();

    @SuppressWarnings("unchecked") // a key is its own value
    <T> T same(T value) {
        var known = young.get(value);
        if (known != null) {
            return (T) known;
        }
        var before = old.get(value);
        var kept = before == null ? value : (T) before;
        if (young.size() >= GENERATION) {
            old = young;
            young = new HashMap<>();
        }
        young.put(kept, kept);
        return kept;
    }
}
