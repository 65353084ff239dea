package io.podtide.streams;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What there is of each cluster, by its name. Made for a record that asks a dozen times for its own: the last answer is kept. */
final class ByCluster<V> {

    private final Map<String, V> all = new HashMap<>();
    private String recentName = "";
    private @Nullable V recent;

    @Nullable
    V find(String name) {
        if (recent == null || !name.equals(recentName)) {
            recent = all.get(name);
            recentName = name;
        }
        return recent;
    }

    /** Made where there is none yet. */
    V known(String name, Supplier<V> made) {
        var found = find(name);
        if (found == null) {
            found = made.get();
            put(name, found);
        }
        return found;
    }

    void put(String name, V value) {
        all.put(name, value);
        recentName = name;
        recent = value;
    }

    Set<String> names() {
        return all.keySet();
    }

    void forEach(BiConsumer<String, V> each) {
        all.forEach(each);
    }
}
