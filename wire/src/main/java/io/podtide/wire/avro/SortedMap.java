package io.podtide.wire.avro;

import java.util.Map;
import java.util.TreeMap;

/** {@code Map.copyOf} iterates in an order that differs from process to process; sorted, the same value is the same bytes. */
final class SortedMap {

    private SortedMap() {}

    static Map<String, String> of(Map<String, String> map) {
        return map.size() < 2 ? map : new TreeMap<>(map);
    }
}
