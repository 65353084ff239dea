package io.podtide.trends.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sets of labels that may be new to the database. Not thread-safe. */
final class LabelBook {

    private static final int REMEMBERED = 20_000;

    private final Map<Long, Boolean> known = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final WordBook words;
    private final List<Object[]> added = new ArrayList<>();

    LabelBook(WordBook words) {
        this.words = words;
    }

    void note(Map<String, String> labels) {
        if (labels.isEmpty()) {
            return;
        }
        long set = Hashes.of(labels);
        if (known.put(set, true) == null) {
            // Sets stay, and with them their words: chosen for routing, they are few.
            labels.forEach((name, value) -> added.add(
                    new Object[] {set, name, words.usedAt(Instant.EPOCH).code(value)}));
        }
    }

    /** Rows of those that were not known; the database may know them. */
    List<Object[]> takeNew() {
        var taken = List.copyOf(added);
        added.clear();
        return taken;
    }
}
