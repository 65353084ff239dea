package io.podtide.streams;

import io.podtide.wire.SymptomRecord.ClusterProgress;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How far all tasks of the stage before have followed each cluster: as far as the one that has come least far. A task that lags
 * behind holds time back, so that nothing is resolved before its news have come.
 */
final class UpstreamTimes {

    private final int origins;
    private final Map<String, @Nullable ClusterProgress[]> clusters = new HashMap<>();

    UpstreamTimes(int origins) {
        this.origins = origins;
    }

    void told(int origin, List<ClusterProgress> progress) {
        if (origin >= origins) {
            throw new IllegalStateException("partition " + origin + " tells of its progress, but there are " + origins
                    + " partitions: the topics were changed while the streams were running; restart them");
        }
        for (var cluster : progress) {
            clusters.computeIfAbsent(cluster.cluster(), c -> new ClusterProgress[origins])[origin] = cluster;
        }
    }

    /** How far the cluster has been followed; empty until every task has told. */
    Optional<Instant> now(String cluster) {
        return of(cluster).map(ClusterProgress::at);
    }

    /** What all tasks together say of a cluster: silent is what none of them hears. Empty until every task has told. */
    Optional<ClusterProgress> of(String cluster) {
        var told = clusters.get(cluster);
        if (told == null) {
            return Optional.empty();
        }
        boolean silent = true;
        @Nullable Instant at = null;
        for (var progress : told) { // asked for each cluster with what each task tells
            if (progress == null) {
                return Optional.empty();
            }
            silent &= progress.silent();
            at = at == null || progress.at().isBefore(at) ? progress.at() : at;
        }
        return Optional.of(new ClusterProgress(
                cluster,
                Objects.requireNonNull(at, "there is at least one partition"),
                silent,
                silent ? newest(told, ClusterProgress::heardAt) : null,
                silent ? newest(told, ClusterProgress::gapSince) : null));
    }

    private static @Nullable Instant newest(
            @Nullable ClusterProgress[] told, Function<ClusterProgress, @Nullable Instant> time) {
        return Arrays.stream(told)
                .filter(Objects::nonNull)
                .map(time)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }
}
