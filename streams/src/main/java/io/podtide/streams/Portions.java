package io.podtide.streams;

import io.podtide.wire.SymptomRecord.ClusterProgress;
import java.util.ArrayList;
import java.util.List;

/** A task tells the time of all its clusters at once; of thousands, in several records, for a broker refuses large ones. */
final class Portions {

    /** Some 100 KB; a broker takes 1 MB by default. */
    static final int AT_ONCE = 1_000;

    private Portions() {}

    /** All in their order, none where there is nothing to tell. */
    static List<List<ClusterProgress>> of(List<ClusterProgress> all) {
        var portions = new ArrayList<List<ClusterProgress>>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            portions.add(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
        }
        return portions;
    }
}
