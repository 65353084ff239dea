package io.podtide.cli;

import io.podtide.ingest.kube.RoutingLabels;
import io.podtide.ingest.watch.ClusterWatch;
import io.podtide.ingest.watch.WatchSettings;
import io.podtide.ingest.watch.WatchTap;
import java.time.Clock;

/** How commands watch a cluster. */
final class ClusterWatches {

    private ClusterWatches() {}

    /** What is not watched is said on standard error. */
    static ClusterWatch.Options options(Console console) {
        return options(console, WatchTap.NONE);
    }

    static ClusterWatch.Options options(Console console, WatchTap tap) {
        return new ClusterWatch.Options(
                WatchSettings.DEFAULT,
                RoutingLabels.DEFAULT,
                Clock.systemUTC(),
                tap,
                problem -> console.note(String.valueOf(problem.getMessage())));
    }
}
