package io.podtide.trends.query;

import static io.podtide.trends.given.AnOccurrence.kill;
import static io.podtide.trends.given.AnOccurrence.restart;
import static io.podtide.trends.given.Written.batch;
import static io.podtide.trends.given.Written.heartbeat;
import static io.podtide.trends.given.Written.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.Unseen;
import io.podtide.detect.observation.Unseen.Part;
import io.podtide.detect.observation.Unseen.Reason;
import io.podtide.trends.given.AnIncident;
import io.podtide.trends.given.AnOccurrence;
import io.podtide.trends.given.Databases;
import io.podtide.trends.store.Database;
import io.podtide.trends.store.HistoryWriter;
import io.podtide.wire.SymptomRecord.ClusterProgress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every question against one small history of a month, told by {@link #fill}, in both databases. */
class QuestionsTest {

    /** A Friday. */
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private static final String SUMS = "SELECT kind, SUM(n) FROM occurrence_sum GROUP BY kind ORDER BY kind";

    @TempDir
    static Path directory;

    private static final Map<Databases, Database> OPEN = new EnumMap<>(Databases.class);

    private static History history(Databases kind) {
        var database = OPEN.computeIfAbsent(kind, k -> {
            var empty = k.empty(directory);
            fill(empty);
            return empty;
        });
        return new History(database, Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofMinutes(1));
    }

    @AfterAll
    static void close() {
        OPEN.values().forEach(Database::close);
        OPEN.clear();
    }

    private static Instant ago(int days, int hours) {
        return NOW.minus(Duration.ofHours(24L * days + hours));
    }

    private static void fill(Database database) {
        var incidents = new ArrayList<Incident>();
        // cart of east: three times the same within days, then once more half an hour ago
        for (int days : new int[] {12, 9, 2}) {
            var cart = AnIncident.of("cart", ago(days, 0));
            incidents.add(cart.open());
            incidents.add(cart.resolvedAfter(Duration.ofMinutes(10L * days)));
        }
        incidents.add(AnIncident.of("cart", NOW.minus(Duration.ofMinutes(30)))
                .critical()
                .pods(3)
                .open());
        // web of west: memory, open since yesterday evening; another team
        var web = AnIncident.of("web", ago(0, 15))
                .in("west", "front")
                .kind(Kind.OOM, "MEMORY_LEAK_SUSPECTED")
                .labelled(Map.of("team", "frontend", "app.kubernetes.io/part-of", "portal"))
                .detectedAfter(Duration.ofMinutes(20));
        incidents.add(web.open());
        // an image nobody can pull, resolved twenty days ago
        var importer = AnIncident.of("importer", ago(20, 0))
                .in("west", "batch_1")
                .kind(Kind.PENDING, "IMAGE_NOT_FOUND")
                .about(Map.of("image", "registry.example/importer:typo"))
                .on("node-b");
        incidents.add(importer.open());
        incidents.add(importer.resolvedAfter(Duration.ofHours(1)));

        var batch = batch(0, 1, incidents.toArray(Incident[]::new));
        for (int i = 0; i < 6; i++) {
            batch.add(restart("cart", ago(12, 0).plus(Duration.ofMinutes(5L * i))));
            batch.add(restart("cart", NOW.minus(Duration.ofMinutes(5L * i + 1))));
        }
        batch.add(AnOccurrence.of("west", "web", "web-1", Kind.OOM, "registry.example/web:2", ago(3, 10), 4));
        batch.add(AnOccurrence.of("west", "web", "web-2", Kind.OOM, "registry.example/web:2", ago(0, 10), 1));
        batch.add(AnOccurrence.of("west", "web", "web-2", Kind.EVICTED, "registry.example/web:2", ago(0, 9), 1));
        batch.add(kill("cart", ago(10, 10)));
        for (var clock : List.of(
                heartbeat("east", ago(30, 0)),
                new ClusterClock("east", ago(5, 0), Mark.GAP_STARTED, null),
                new ClusterClock("east", ago(4, 12), Mark.GAP_ENDED, ago(5, 0)),
                heartbeat("east", NOW.minusSeconds(5)),
                heartbeat("west", ago(20, 0)),
                heartbeat("west", NOW.minusSeconds(300)))) {
            batch.add(clock);
        }
        // north is heard of every minute for 100, but for ten
        for (int minute = 100; minute >= 0; minute--) {
            var at = NOW.minus(Duration.ofMinutes(minute));
            var mark = minute == 50 ? Mark.GAP_STARTED : minute == 40 ? Mark.GAP_ENDED : Mark.HEARTBEAT;
            if (minute > 49 || minute < 41) {
                batch.add(new ClusterClock(
                        "north", at, mark, minute == 40 ? NOW.minus(Duration.ofMinutes(50)) : null, unseen(minute)));
            }
        }
        batch.add(0, new ClusterProgress("east", NOW.minusSeconds(15), false));
        try (var writer = HistoryWriter.open(database)) {
            writer.write(batch);
        }
    }

    /** North's Events are not seen from 20 minutes ago until 9, and its nodes for five. */
    private static List<Unseen> unseen(int minute) {
        if (minute <= 5) {
            return List.of(new Unseen(Part.NODES, Reason.FORBIDDEN, NOW.minus(Duration.ofMinutes(5))));
        }
        return minute <= 20 && minute > 9
                ? List.of(new Unseen(Part.EVENTS, Reason.UNREACHABLE, NOW.minus(Duration.ofMinutes(20))))
                : List.of();
    }

    private static Answer ask(Databases kind, String name, String... parameters) {
        var values = new LinkedHashMap<String, List<String>>();
        for (var parameter : parameters) {
            int equals = parameter.indexOf('=');
            values.computeIfAbsent(parameter.substring(0, equals), n -> new ArrayList<>())
                    .add(parameter.substring(equals + 1));
        }
        return history(kind).ask(Questions.named(name).orElseThrow(), values);
    }

    /** Values of these columns, or of all, a row a line. */
    private static List<String> lines(Answer answer, String... columns) {
        var names = answer.columns().stream().map(Column::name).toList();
        var wanted = columns.length == 0 ? names : List.of(columns);
        return answer.rows().stream()
                .map(row -> wanted.stream()
                        .map(name -> Objects.toString(row.get(names.indexOf(name)), "-"))
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatIsOpenNowTheWorstFirst(Databases kind) {
        assertThat(lines(
                        ask(kind, "open"),
                        "severity",
                        "cluster",
                        "namespace",
                        "workload",
                        "cause",
                        "podCount",
                        "minutes"))
                .containsExactly(
                        "CRITICAL east shop cart APPLICATION_ERROR 3 30.0",
                        "WARNING west front web MEMORY_LEAK_SUSPECTED 1 900.0");
        assertThat(lines(ask(kind, "open", "cluster=we*"), "workload", "summary", "image"))
                .containsExactly("web Deployment front/web fails -");
        assertThat(lines(ask(kind, "open", "cluster=north"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void incidentsOfATimeByPages(Databases kind) {
        var all = List.of("cart", "web", "cart", "cart", "cart", "importer");
        assertThat(lines(ask(kind, "incidents", "since=30d"), "workload")).isEqualTo(all);

        var paged = new ArrayList<String>();
        var page = ask(kind, "incidents", "since=30d", "limit=4");
        paged.addAll(lines(page, "workload"));
        assertThat(page.next()).isNotNull();
        page = ask(kind, "incidents", "since=30d", "limit=4", "after=" + page.next());
        paged.addAll(lines(page, "workload"));
        assertThat(page.next()).isNull();
        assertThat(paged).isEqualTo(all);

        assertThat(lines(
                        ask(kind, "incidents", "since=30d", "state=resolved", "kind=pending"),
                        "workload",
                        "image",
                        "node"))
                .containsExactly("importer registry.example/importer:typo node-b");
        assertThat(lines(ask(kind, "incidents", "since=24h"), "workload"))
                .as("what was open at any moment of the day")
                .containsExactly("cart", "web");
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void incidentsByPartOfAName(Databases kind) {
        assertThat(found(kind, "ART")).as("workload").containsExactly("cart", "cart", "cart", "cart");
        assertThat(found(kind, "front")).as("namespace").containsExactly("web");
        assertThat(found(kind, "importer:ty")).as("image").containsExactly("importer");
        assertThat(found(kind, "node-b")).as("node").containsExactly("importer");
        assertThat(found(kind, "Image not found")).as("cause, as people say it").containsExactly("importer");
        assertThat(found(kind, "pending")).as("kind").containsExactly("importer");
        assertThat(found(kind, "batch_1")).containsExactly("importer");
        assertThat(found(kind, "b%1")).as("no glob").isEmpty();
        assertThat(found(kind, "c_rt")).isEmpty();
        assertThat(found(kind, "' OR 1=1 --")).isEmpty();
        assertThat(lines(ask(kind, "open", "text=web"), "workload")).containsExactly("web");
        assertThat(lines(ask(kind, "incidents", "since=30d", "parent=none"))).isEmpty();
    }

    private static List<String> found(Databases kind, String text) {
        return lines(ask(kind, "incidents", "since=30d", "text=" + text), "workload");
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void overTimeByDayAndGroup(Databases kind) {
        assertThat(lines(ask(kind, "over-time", "since=21d", "every=week")))
                .containsExactly(
                        "2026-10-26T00:00:00Z 1",
                        "2026-11-02T00:00:00Z 1",
                        "2026-11-09T00:00:00Z 1",
                        "2026-11-16T00:00:00Z 3");
        assertThat(lines(ask(kind, "over-time", "since=3d", "every=day", "group=label:team")))
                .containsExactly(
                        "2026-11-18T00:00:00Z checkout 1",
                        "2026-11-19T00:00:00Z frontend 1",
                        "2026-11-20T00:00:00Z checkout 1");
        assertThat(lines(
                        ask(kind, "over-time", "since=30d", "every=week", "group=workload", "by=oom-kills", "limit=1")))
                .as("the group with the most")
                .containsExactly("2026-11-16T00:00:00Z Deployment web 5");
        assertThat(lines(ask(kind, "over-time", "since=1h")))
                .as("an hour by minutes")
                .containsExactly("2026-11-20T11:32:00Z 1");
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void theTopByEachMeasure(Databases kind) {
        assertThat(lines(ask(kind, "top"), "cluster", "namespace", "workloadKind", "workload", "value"))
                .containsExactly(
                        "east shop Deployment cart 4",
                        "west batch_1 Deployment importer 1",
                        "west front Deployment web 1");
        assertThat(lines(ask(kind, "top", "by=minutes", "group=workload"), "workload", "value"))
                .containsExactly("web 900.0", "cart 260.0", "importer 60.0");
        assertThat(lines(ask(kind, "top", "by=restarts", "group=cluster"), "cluster", "value"))
                .containsExactly("east 12");
        assertThat(lines(ask(kind, "top", "by=oom-kills", "group=image"), "image", "value"))
                .containsExactly("registry.example/web:2 5", "registry.example/cart:1 1");
        assertThat(lines(ask(kind, "top", "by=evictions", "group=node"), "node", "value"))
                .containsExactly("node-a 1");
        assertThat(lines(ask(kind, "top", "group=cause", "limit=1"), "cause", "value"))
                .containsExactly("APPLICATION_ERROR 4");
        assertThat(ask(kind, "top", "group=cause", "limit=1").next()).isEqualTo("1");
        assertThat(lines(ask(kind, "top", "group=cause", "limit=1", "after=1"), "cause"))
                .containsExactly("IMAGE_NOT_FOUND");
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void howLongItTakesToRecoverAndToDetect(Databases kind) {
        assertThat(lines(ask(kind, "recovery", "kind=restart-loop")))
                // 120, 90 and 20 minutes; found after two each
                .containsExactly("RESTART_LOOP 4 3 4600.0 5400.0 7200.0 120.0 120.0 120.0");
        assertThat(lines(ask(kind, "recovery", "group=cluster"), "cluster", "incidents", "resolved", "detectP90"))
                .containsExactly("east 4 3 120.0", "west 2 1 1200.0");
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatCameAgainWithinAWeek(Databases kind) {
        assertThat(lines(ask(kind, "recurring"), "cluster", "workload", "cause", "times", "shortestHours"))
                .containsExactly("east cart APPLICATION_ERROR 3 47.5");
        assertThat(lines(ask(kind, "recurring", "within=49h"), "times")).containsExactly("1");
        assertThat(lines(ask(kind, "recurring", "within=1h"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whenCausesAndImagesWereSeenFirst(Databases kind) {
        assertThat(lines(ask(kind, "first-seen", "since=7d"), "cause", "firstAt", "lastAt", "clusters", "value"))
                .containsExactly(
                        "MEMORY_LEAK_SUSPECTED 2026-11-19T21:20:00Z 2026-11-19T21:20:00Z 1 1",
                        "APPLICATION_ERROR 2026-11-08T12:02:00Z 2026-11-20T11:32:00Z 1 4");
        assertThat(lines(ask(kind, "first-seen", "group=image"), "image", "firstAt", "value"))
                .containsExactly(
                        "registry.example/web:2 2026-11-17T02:00:00Z 6",
                        "registry.example/cart:1 2026-11-08T12:00:00Z 13");
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void oneWeekAgainstTheOther(Databases kind) {
        assertThat(lines(ask(kind, "week-on-week"))).containsExactly("RESTART_LOOP 2 2 0.0", "OOM 0 1 -");
        assertThat(lines(ask(kind, "week-on-week", "by=restarts", "group=cluster")))
                .containsExactly("east 6 6 0.0");
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void beforeAndAfterADeploy(Databases kind) {
        assertThat(lines(ask(kind, "before-after", "at=2d", "within=7d", "group=cluster")))
                .as("the same moment counts as after")
                .containsExactly("east 1 2 100.0", "west 0 1 -");
        assertThat(lines(ask(kind, "before-after", "at=3d", "within=3d", "group=workload", "by=oom-kills")))
                .containsExactly("Deployment web 4 1 -75.0");
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void killsByHourOfTheDay(Databases kind) {
        var lines = lines(ask(kind, "oom-by-hour"));
        assertThat(lines).hasSize(24).contains("2 6", "1 0", "0 0", "23 0");
        assertThat(lines(ask(kind, "oom-by-hour", "since=24h"))).contains("2 1");
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void howTheClustersAre(Databases kind) {
        assertThat(lines(ask(kind, "fleet")))
                .containsExactly(
                        "east CRITICAL 1 1 0 3 1 1 2026-11-20T11:59:55Z - -",
                        "west SILENT 1 0 1 1 1 1 2026-11-20T11:55:00Z - -",
                        "north HEALTHY 0 0 0 0 0 0 2026-11-20T12:00:00Z - NODES (FORBIDDEN)");
        assertThat(lines(ask(kind, "fleet", "cluster=!east"), "cluster")).containsExactly("west", "north");
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whetherThePipelineWasThere(Databases kind) {
        assertThat(lines(ask(kind, "pipeline", "since=10d"), "cluster", "availabilityPercent", "gaps", "gapSeconds"))
                .containsExactly("west 0.0 2 864000.0", "east 0.001 3 863995.0", "north 90.0 1 600.0");
        assertThat(lines(
                        ask(kind, "pipeline", "cluster=east"),
                        "longestGapSeconds",
                        "ingestBehindSeconds",
                        "streamsBehindSeconds"))
                .containsExactly("2160000.0 5.0 10.0");
        assertThat(lines(
                        ask(kind, "pipeline", "since=10m"),
                        "cluster",
                        "availabilityPercent",
                        "notSeen",
                        "eventsUnseenSeconds",
                        "nodesUnseenSeconds"))
                .as("whose pods are seen")
                .contains("north 100.0 NODES (FORBIDDEN) 60.0 300.0");
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void filtersAreGlobsOfWhichAnyMayFit(Databases kind) {
        assertThat(lines(ask(kind, "top", "namespace=b*,front"), "workload")).containsExactly("importer", "web");
        assertThat(lines(ask(kind, "top", "namespace=batch_?"), "workload")).containsExactly("importer");
        assertThat(lines(ask(kind, "top", "namespace=batch?1"), "workload")).containsExactly("importer");
        assertThat(lines(ask(kind, "top", "namespace=batc_*"), "workload"))
                .as("an underscore is no glob")
                .isEmpty();
        assertThat(lines(ask(kind, "top", "workload=Deployment/c*"), "workload"))
                .containsExactly("cart");
        assertThat(lines(ask(kind, "top", "workload=Job/c*"), "workload")).isEmpty();
        assertThat(lines(ask(kind, "top", "label=team=front*"), "workload")).containsExactly("web");
        assertThat(lines(ask(kind, "top", "label=team=!front*"), "workload")).containsExactly("cart", "importer");
        assertThat(lines(ask(kind, "top", "label=app.kubernetes.io/part-of=portal"), "workload"))
                .containsExactly("web");
        assertThat(lines(ask(kind, "top", "by=oom-kills", "image=*web*"), "workload"))
                .containsExactly("web");
        assertThat(lines(ask(kind, "top", "namespace=' OR 1=1 --"))).isEmpty();
        assertThat(lines(ask(kind, "top", "group=label:') FROM incident --"), "label:') FROM incident --"))
                .containsExactly("-");
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void sumsByHourSayTheSame(Databases kind) {
        try (var database = kind.empty(directory.resolve("sums"))) {
            fill(database);
            var history = new History(database, Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofMinutes(1));
            var asked = Map.of(
                    "top", Map.of("by", List.of("occurrences"), "group", List.of("image", "node", "label:team")),
                    "over-time", Map.of("by", List.of("restarts"), "every", List.of("hour"), "group", List.of("image")),
                    "week-on-week", Map.of("by", List.of("occurrences"), "group", List.of("kind", "cause")),
                    "oom-by-hour", Map.of("since", List.of("21d")));
            var before = new LinkedHashMap<String, List<String>>();
            asked.forEach((name, values) -> before.put(name, values(history, name, values)));
            assertThat(rows(database, SUMS)).containsExactly("EVICTED 1", "OOM 6", "RESTART_LOOP 12");
            try (var writer = HistoryWriter.open(database)) {
                writer.rollUp();
                assertThat(rows(database, "SELECT COUNT(*) FROM occurrence_hour"))
                        .containsExactly("5");
                assertThat(rows(database, SUMS)).containsExactly("EVICTED 1", "OOM 6", "RESTART_LOOP 12");
                asked.forEach((name, values) ->
                        assertThat(values(history, name, values)).isEqualTo(before.get(name)));

                writer.write(batch(1, 2, restart("cart", ago(12, 0).plusSeconds(1)), restart("web", ago(12, 3))));
                writer.rollUp();
                assertThat(values(history, "top", Map.of("by", List.of("restarts"), "group", List.of("workload"))))
                        .as("what came late is added up as well")
                        .containsExactly(
                                "Deployment cart 13 2026-11-20T11:59:00Z", "Deployment web 1 2026-11-08T09:00:00Z");
                assertThat(rows(database, "SELECT COUNT(*) FROM late_hour")).containsExactly("0");
            }
        }
    }

    private static List<String> values(History history, String name, Map<String, List<String>> values) {
        return lines(history.ask(Questions.named(name).orElseThrow(), values));
    }
}
