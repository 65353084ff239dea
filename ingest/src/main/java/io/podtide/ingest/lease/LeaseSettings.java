package io.podtide.ingest.lease;

import java.time.Duration;
import java.util.UUID;

/**
 * Which Lease, and how patiently. The times are those of Kubernetes' own controllers.
 *
 * @param namespace of the Lease, in the watched cluster
 * @param name of the Lease
 * @param identity of this process; no other may ever have it, not even the one that takes its place in the same pod
 * @param duration so long after the last renewal that it has seen may a follower take over
 * @param renewWithin so long after its last renewal does a leader take itself for one; less than {@code duration}
 * @param retry between two renewals, and between two looks of a follower
 */
public record LeaseSettings(
        String namespace, String name, String identity, Duration duration, Duration renewWithin, Duration retry) {

    public static final String NAME = "podtide-ingest";

    public LeaseSettings {
        if (renewWithin.compareTo(duration) >= 0 || retry.multipliedBy(2).compareTo(renewWithin) > 0) {
            throw new IllegalArgumentException("a lease needs duration > renewWithin >= 2 x retry, not " + duration
                    + ", " + renewWithin + ", " + retry);
        }
    }

    /** @param host for people, to know the process by */
    public static LeaseSettings of(String namespace, String name, String host) {
        return new LeaseSettings(
                namespace,
                name,
                host + '_' + UUID.randomUUID(),
                Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2));
    }

    /** A request that takes longer has failed; another fits in before the leadership ends. */
    Duration answer() {
        return renewWithin.dividedBy(2);
    }
}
