package io.podtide.detect.workload;

import io.podtide.detect.cause.Diagnosis;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the pods of an incident were diagnosed with: the newest diagnosis of each cause.
 *
 * @param byCause in the order in which the causes were last found
 */
public record Findings(Map<String, Diagnosis> byCause) {

    static final Findings NONE = new Findings(Map.of());

    private static final int LIMIT = 5;

    public Findings {
        byCause = Collections.unmodifiableMap(new LinkedHashMap<>(byCause));
    }

    Findings with(Diagnosis diagnosis) {
        var next = new LinkedHashMap<>(byCause);
        next.remove(diagnosis.cause());
        next.put(diagnosis.cause(), diagnosis);
        if (next.size() > LIMIT) {
            next.remove(next.keySet().iterator().next());
        }
        return new Findings(next);
    }

    /** The cause that says most; among equals the one of most pods; among those the one that was told before. */
    Diagnosis main(Members members, String toldBefore) {
        var counts = members.causes().collect(Collectors.groupingBy(c -> c, Collectors.counting()));
        var best = byCause.containsKey(toldBefore) ? toldBefore : Diagnosis.UNKNOWN_CAUSE;
        for (var candidate : counts.keySet().stream().sorted().toList()) {
            if (better(candidate, best, counts)) {
                best = candidate;
            }
        }
        return byCause.getOrDefault(best, new Diagnosis(best, Map.of(), List.of()));
    }

    private static boolean better(String candidate, String best, Map<String, Long> counts) {
        int byRank = Integer.compare(Specificity.rank(candidate), Specificity.rank(best));
        return byRank > 0 || (byRank == 0 && counts.getOrDefault(candidate, 0L) > counts.getOrDefault(best, 0L));
    }
}
