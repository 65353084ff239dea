package io.podtide.trends.bench;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Member;
import io.podtide.detect.incident.Incident.Resolution;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.incident.IncidentBuilder;
import io.podtide.detect.incident.IncidentId;
import io.podtide.trends.store.OccurrenceRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A fleet whose pods fail as fleets do: few workloads make most of the trouble, images change with releases, restarts come in
 * loops with a back-off. The same seed gives the same fleet.
 */
final class GeneratedFleet {

    private static final int WORKLOADS = 100;
    private static final String[] CAUSES = {
        "APPLICATION_ERROR", "MEMORY_LIMIT_EXCEEDED", "LIVENESS_PROBE_FAILED", "IMAGE_NOT_FOUND", "CONFIGMAP_MISSING",
        "INSUFFICIENT_RESOURCES", "MEMORY_LEAK_SUSPECTED", "READINESS_PROBE_FAILED", "NODE_MEMORY_PRESSURE",
                "UNKNOWN_CAUSE"
    };
    private static final Kind[] KINDS = {
        Kind.RESTART_LOOP,
        Kind.OOM,
        Kind.RESTART_LOOP,
        Kind.PENDING,
        Kind.PENDING,
        Kind.PENDING,
        Kind.OOM,
        Kind.NOT_READY,
        Kind.EVICTED,
        Kind.RESTART_LOOP
    };

    private final int clusters;
    private final Instant end;
    private final Duration length;
    private final long incidents;
    private final SplittableRandom random = new SplittableRandom(7);

    GeneratedFleet(int clusters, Instant end, int days, long incidents) {
        this.clusters = clusters;
        this.end = end;
        this.length = Duration.ofDays(days);
        this.incidents = incidents;
    }

    /** One failure: the revisions of its incident and what its pods have shown. */
    record Failure(List<Incident> revisions, List<OccurrenceRow> occurrences) {}

    /** The n-th in time. */
    Failure failure(long n, int occurrences) {
        var startedAt = end.minus(length).plusMillis((long) (length.toMillis() * ((double) n / incidents)));
        int cluster = random.nextInt(clusters);
        // squared: the first ones fail far more often
        int number = (int) (Math.pow(random.nextDouble(), 2) * WORKLOADS);
        int what = random.nextInt(CAUSES.length);
        var name = "app-" + number;
        var namespace = "team-" + number % 20;
        long release = Duration.between(end.minus(length), startedAt).toDays() / 7;
        var image = "registry.example.com/" + namespace + "/" + name + ":v1." + release;
        var labels = Map.of("team", namespace, "app", name);
        var node = "node-" + random.nextInt(50);
        var lasts = Duration.ofSeconds(120 + (long) (Math.pow(random.nextDouble(), 4) * 86_400));
        var clusterName = "cluster-" + cluster;
        var resolvedAt = startedAt.plus(lasts);
        var rows = new java.util.ArrayList<OccurrenceRow>();
        for (int i = 0; i < occurrences; i++) {
            var at = startedAt.plusMillis(lasts.toMillis() * i / occurrences + random.nextInt(1000));
            rows.add(new OccurrenceRow(
                    at,
                    KINDS[what],
                    clusterName,
                    namespace,
                    "Deployment",
                    name,
                    name + "-" + n + "-" + i % 3,
                    Long.toHexString(n * 31 + i % 3),
                    node,
                    "app",
                    image,
                    CAUSES[what],
                    labels,
                    1,
                    Duration.ofSeconds(63),
                    false));
        }
        var open =
                incident(n, 1, clusterName, namespace, name, KINDS[what], CAUSES[what], node, labels, startedAt, null);
        var ended = resolvedAt.isBefore(end)
                ? List.of(
                        open,
                        incident(
                                n,
                                2,
                                clusterName,
                                namespace,
                                name,
                                KINDS[what],
                                CAUSES[what],
                                node,
                                labels,
                                startedAt,
                                resolvedAt))
                : List.of(open);
        return new Failure(ended, rows);
    }

    private static Incident incident(
            long n,
            int revision,
            String cluster,
            String namespace,
            String name,
            Kind kind,
            String cause,
            String node,
            Map<String, String> labels,
            Instant startedAt,
            Instant resolvedAt) {
        var openedAt = startedAt.plusSeconds(30 + n % 300);
        var open = IncidentBuilder.conceived(
                        IncidentId.of(cluster, namespace + name + n, kind, startedAt),
                        kind,
                        Scope.WORKLOAD,
                        cluster,
                        startedAt,
                        openedAt,
                        "restart-loop 3 in 10m")
                .revision(revision)
                .severity(n % 9 == 0 ? Severity.CRITICAL : Severity.WARNING)
                .namespace(namespace)
                .workloadKind("Deployment")
                .workload(name)
                .node(n % 4 == 0 ? node : null)
                .container("app")
                .pods(List.of(new Member(name + "-" + n, Long.toHexString(n), node, startedAt)))
                .podCount(1 + (int) (n % 3))
                .cause(cause)
                .causeDetail(Map.of("exitCode", "1"))
                .summary("Deployment " + namespace + "/" + name
                        + " restarts again and again (5 restarts in 18s over 3 pods, container"
                        + " app): the process in the container ended with an error")
                .remedy("Read the logs of the run that ended.\nkubectl -n " + namespace + " logs --previous " + name
                        + "-" + n)
                .occurrences(10)
                .labels(labels);
        if (resolvedAt == null) {
            return open.build();
        }
        var at = resolvedAt.isBefore(openedAt) ? openedAt : resolvedAt;
        return open.state(State.RESOLVED)
                .updatedAt(at)
                .resolvedAt(at)
                .resolution(Resolution.RECOVERED)
                .build();
    }
}
