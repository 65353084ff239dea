package io.podtide.simulate.take;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that can be shown. Read once, since it is the same for every cluster.
 *
 * @param node the life of a node
 * @param deployments lives of pods of Deployments
 * @param statefulSets lives of pods of StatefulSets
 * @param daemonSet life of a pod of a DaemonSet
 * @param jobs lives of pods of CronJobs that do their work and end
 * @param failures of every kind, and what only looks like one
 * @param shared those of the failures that several clusters may have at once
 */
public record Repertoire(
        NodeLife node,
        List<PodLife> deployments,
        List<PodLife> statefulSets,
        PodLife daemonSet,
        List<PodLife> jobs,
        List<Scene> failures,
        List<SharedScene> shared) {

    /** So much longer than the longest that a rule waits by default. */
    private static final long STUCK = Duration.ofMinutes(20).toMillis();

    private static final List<String> FAILURES = List.of(
            "a01-exit1-crashloop",
            "a05-cmd-not-found",
            "a12-sidecar-crash",
            "b01-oom-limit",
            "b02-slow-leak",
            "c08-quota",
            "d01-wrong-name",
            "d06-auth",
            "d08-rollout-bad-image",
            "e01-env-missing",
            "f01-poststart",
            "f03-readiness",
            "g02-ignore-term",
            "h01-ephemeral",
            "h02-node-lost",
            "k06-registry-outage",
            "r2-a08-job-fail");

    /** Look like a failure, and are none. */
    private static final List<String> NEAR_MISSES = List.of("c10-gates", "i06-one-restart");

    /** Their recordings are shorter than what the rules wait for. */
    private static final List<String> STUCK_FAILURES =
            List.of("c01-insufficient", "c02-nodeselector", "c07-pvc", "g01-finalizer");

    /** The same, with a moment of the recording at which it has failed and is not mended. */
    private static final Map<String, Instant> HELD = new TreeMap<>(Map.of(
            "c13-scheduler-down", Instant.parse("2026-11-21T01:21:30Z"),
            "e05-cni-broken", Instant.parse("2026-11-21T00:43:10Z"),
            "h04-preemption", Instant.parse("2026-11-21T00:39:25Z"),
            "r2-c04-taint", Instant.parse("2026-11-21T01:05:00Z")));

    /** What clusters share, and fails in all of them: pull secrets that a registry refuses, an image, a registry. */
    private static final Map<String, String> SHARED = Map.of(
            "d06-auth", "127.0.0.1:5000",
            "d08-rollout-bad-image", "127.0.0.1:5001/shop/app:2.O",
            "k06-registry-outage", "127.0.0.1:5998");

    /** Go on by themselves for as long as they were recorded. */
    private static final List<String> PASSING = List.of(
            "a01-exit1-crashloop",
            "a05-cmd-not-found",
            "a13-long-crashloop",
            "b01-oom-limit",
            "f01-poststart",
            "g02-ignore-term",
            "h01-ephemeral");

    /** Stay as they are until somebody acts, with a moment of the recording at which all of it has failed and nothing is mended. */
    private static final Map<String, Instant> LASTING = new TreeMap<>(Map.ofEntries(
            Map.entry("c08-quota", Instant.parse("2026-11-21T00:43:20Z")),
            Map.entry("d01-wrong-name", Instant.parse("2026-11-21T00:37:00Z")),
            Map.entry("d06-auth", Instant.parse("2026-11-21T00:43:30Z")),
            Map.entry("d08-rollout-bad-image", Instant.parse("2026-11-21T00:44:00Z")),
            Map.entry("e01-env-missing", Instant.parse("2026-11-21T00:43:00Z")),
            Map.entry("f03-readiness", Instant.parse("2026-11-21T00:44:10Z")),
            Map.entry("h02-node-lost", Instant.parse("2026-11-21T00:46:10Z")),
            Map.entry("k06-registry-outage", Instant.parse("2026-11-21T00:44:30Z")),
            Map.entry("r2-a08-job-fail", Instant.parse("2026-11-21T01:07:30Z"))));

    /** Reads the recordings that come with this module. */
    public static Repertoire load() {
        return with(asRecorded(), true);
    }

    /** The same, in which nothing is told of what owns healthy pods. */
    public static Repertoire ofPods() {
        return with(asRecorded(), false);
    }

    private static Stream<Scene> asRecorded() {
        return Stream.of(
                        FAILURES.stream().map(Scene::of),
                        NEAR_MISSES.stream().map(Scene::of),
                        STUCK_FAILURES.stream().map(name -> Scene.of(name, STUCK)),
                        HELD.entrySet().stream().map(held -> Scene.heldAt(held.getKey(), held.getValue(), STUCK)))
                .flatMap(scenes -> scenes);
    }

    /** As {@link #ofPods}, in which all that is not mended by itself lasts so much longer than it was recorded. */
    public static Repertoire lasting(Duration longer) {
        long stretch = longer.toMillis();
        return with(
                Stream.of(
                                PASSING.stream().map(Scene::of),
                                STUCK_FAILURES.stream().map(name -> Scene.of(name, stretch)),
                                LASTING.entrySet().stream()
                                        .map(held -> Scene.heldAt(held.getKey(), held.getValue(), stretch)))
                        .flatMap(scenes -> scenes),
                false);
    }

    private static Repertoire with(Stream<Scene> all, boolean owners) {
        var failures = all.toList();
        return new Repertoire(
                NodeLife.of("h06-drain", "node-c"),
                List.of(
                        PodLife.of("h06-drain", "web", "web-bd99d976d-gzgt9", "web-bd99d976d-6hm2h", owners),
                        PodLife.of("i01-rolling-update", "web", "web-ff8cd7467-cq728", owners),
                        PodLife.of("i02-scale", "web", "web-5847bc965d-dbmgd", owners)),
                List.of(PodLife.of("i07-sts-roll", "db", "db-0", owners)),
                PodLife.of("j01-mixed-fleet", "agent", "agent-q298q", owners),
                List.of(
                        PodLife.of("i04-cronjob", "every-minute", "every-minute-29920354-nkllg", owners),
                        PodLife.of("i03-job-ok", "once", "once-pd9lm", owners)),
                failures,
                failures.stream()
                        .flatMap(scene ->
                                Stream.ofNullable(SHARED.get(scene.name())).map(thing -> new SharedScene(scene, thing)))
                        .toList());
    }
}
