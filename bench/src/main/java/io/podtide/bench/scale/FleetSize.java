package io.podtide.bench.scale;

import io.podtide.rules.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A fleet to be simulated.
 *
 * @param pods of all clusters
 * @param clusters all of one size
 * @param length how much of its time
 * @param from when it begins
 */
record FleetSize(int pods, int clusters, Duration length, Instant from) {

    private static final int PODS_OF_A_NODE = 100;
    private static final int HOURS_OF_PODS = 500_000;
    private static final int MOST_HOURS = 20;

    FleetSize {
        if (pods < 1 || pods > 10_000_000) {
            throw new IllegalArgumentException("--pods must be 1 to 10000000, not " + pods);
        }
        if (length.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("--for must be a minute or more, not " + DurationText.print(length));
        }
    }

    /**
     * All that are to be measured, in order.
     *
     * @param end of the time of each
     * @param lengths one for each, or one for all; none for an hour, and more of small fleets, of which an hour is over too soon to be
     *     measured
     * @throws IllegalArgumentException with a message for whoever asked for it
     */
    static List<FleetSize> of(List<Integer> sizes, List<String> lengths, int clusterPods, Instant end) {
        if (lengths.size() > 1 && lengths.size() != sizes.size()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "--for has %d times for %d sizes of --pods", lengths.size(), sizes.size()));
        }
        if (clusterPods < 1) {
            throw new IllegalArgumentException("--cluster-pods must be 1 or more, not " + clusterPods);
        }
        var fleets = new ArrayList<FleetSize>();
        for (int i = 0; i < sizes.size(); i++) {
            int pods = sizes.get(i);
            var length = lengths.isEmpty() ? enough(pods) : length(lengths.get(lengths.size() == 1 ? 0 : i));
            var from = end.minus(length).truncatedTo(ChronoUnit.SECONDS);
            fleets.add(new FleetSize(pods, Math.max(1, pods / clusterPods), length, from));
        }
        return fleets;
    }

    private static Duration enough(int pods) {
        return Duration.ofHours(Math.max(1, Math.min(MOST_HOURS, HOURS_OF_PODS / Math.max(1, pods))));
    }

    private static Duration length(String text) {
        try {
            return DurationText.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--for " + e.getMessage(), e);
        }
    }

    /** How it is told apart from the others. */
    String name() {
        return String.format(Locale.ROOT, "%,d pods", pods);
    }

    /** Of {@code podtide simulate}. */
    List<String> options() {
        return List.of(
                "--clusters=" + clusters,
                "--nodes=" + Math.max(1, pods / clusters / PODS_OF_A_NODE),
                "--pods=" + Math.max(1, pods / clusters),
                "--daemon-sets=0", // the pods asked for, and no others
                "--pod-events-only", // the published figures are of these
                "--from=" + from,
                "--for=" + DurationText.print(length));
    }
}
