package io.podtide.alerts.config;

import io.podtide.detect.incident.Incident.Kind;
import java.time.Duration;
import java.util.Set;

/**
 * How much is said.
 *
 * @param settle from when an incident is heard of until it is told: it may be over by then, or part of another
 * @param atOnce kinds that do not settle
 * @param betweenChanges changes of lesser weight are told no sooner after the last message
 * @param remind how long after the last message it is said that it still is so, unless a route says otherwise; zero: never
 * @param stormIncidents so many of one cause for one receiver are one message
 * @param stormPods or two and more of one cause with so many pods
 * @param stormWithin when they come within this time
 * @param flaps an incident that came back so often flaps
 * @param flapHold how long the end of one that flaps must hold
 * @param giveUp after which a message that a receiver does not take is a dead letter
 */
public record CalmSettings(
        Duration settle,
        Set<Kind> atOnce,
        Duration betweenChanges,
        Duration remind,
        int stormIncidents,
        int stormPods,
        Duration stormWithin,
        int flaps,
        Duration flapHold,
        Duration giveUp) {

    public static final CalmSettings DEFAULTS = new CalmSettings(
            Duration.ofSeconds(30),
            Set.of(Kind.NODE_LOST, Kind.CLUSTER_SILENT),
            Duration.ofMinutes(5),
            Duration.ofDays(1),
            5,
            100,
            Duration.ofMinutes(2),
            2,
            Duration.ofMinutes(30),
            Duration.ofHours(1));
}
