package io.podtide.ingest.fleet;

import java.time.Duration;

/**
 * @param look how often kubeconfigs are looked at
 * @param apart from one cluster's first request to the next one's, on average: 1,000 clusters begin within 20 s
 * @param firstRetry wait after a cluster's watch has ended by a fault; doubles with each
 * @param maxRetry and never gets longer than this
 */
public record FleetSettings(Duration look, Duration apart, Duration firstRetry, Duration maxRetry) {

    public static final FleetSettings DEFAULT = new FleetSettings(
            Duration.ofSeconds(5), Duration.ofMillis(20), Duration.ofSeconds(1), Duration.ofMinutes(5));
}
