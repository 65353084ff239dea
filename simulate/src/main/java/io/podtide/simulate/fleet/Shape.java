package io.podtide.simulate.fleet;

import java.time.Instant;

/**
 * How large a fleet is and what goes on in it.
 *
 * @param seed the same gives the same lines
 * @param clusters 1 or more
 * @param nodes of each cluster, 1 or more
 * @param pods of each cluster, of services, when it begins
 * @param daemonSets of each cluster: each has a pod on every node
 * @param from when it begins
 * @param until when it ends
 * @param activity factor for how often healthy things change: 1 is a service rolled out twice a day, scaled four times a day
 * @param failures of each cluster in a day
 * @param silences of each cluster in a day: times of some minutes in which nothing is heard of it
 * @param fleetFailures of several clusters at once, of the whole fleet in a day; fewer than {@link #FEWEST_OF_FLEET} have none
 */
public record Shape(
        long seed,
        int clusters,
        int nodes,
        int pods,
        int daemonSets,
        Instant from,
        Instant until,
        double activity,
        double failures,
        double silences,
        double fleetFailures) {

    /** So many clusters that fail alike make one incident of the fleet. */
    public static final int FEWEST_OF_FLEET = 3;
}
