package io.podtide.cli;

import io.podtide.health.Health;
import io.podtide.ingest.fleet.ClusterView;
import io.podtide.ingest.fleet.Fleet;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The clusters of one ingest. It is ready when of each it has once been known whether it is seen: a cluster that is broken, or
 * begins anew, is a matter of that cluster, and ending the process would take the others down with it.
 */
record FleetHealth(Fleet fleet) implements Health {

    /** Kubeconfigs are looked at every few seconds. */
    private static final Duration STUCK = Duration.ofMinutes(5);

    @Override
    public boolean isLive() {
        return fleet.sinceLook().compareTo(STUCK) < 0;
    }

    @Override
    public boolean isReady() {
        return fleet.hasBegun()
                && fleet.clusters().stream().allMatch(c -> c.status().isSettled());
    }

    @Override
    public Map<String, @Nullable Object> report() {
        var clusters = fleet.clusters();
        var report = new LinkedHashMap<String, @Nullable Object>();
        report.put("role", "ingest");
        report.put(
                "states",
                clusters.stream()
                        .collect(Collectors.groupingBy(ClusterView::state, TreeMap::new, Collectors.counting())));
        report.put("problems", fleet.problems());
        report.put("clusters", clusters.stream().map(ClusterView::report).toList());
        return report;
    }
}
