package io.podtide.trends.bench;

import com.sun.management.OperatingSystemMXBean;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.trends.query.History;
import io.podtide.trends.query.Questions;
import io.podtide.trends.store.Database;
import io.podtide.trends.store.Database.Access;
import io.podtide.trends.store.HistoryBatch;
import io.podtide.trends.store.HistoryBatch.Advance;
import io.podtide.trends.store.HistoryWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How fast the history is written and asked. {@code HistoryBench DATABASE [INCIDENTS] [ROUNDS] [END]}: ten occurrences for each incident,
 * 90 days until END, 200 clusters; 100,000 incidents where nothing is said, a million is the full run. A database that is filled already is
 * only asked.
 */
public final class HistoryBench {

    private static final Instant USUAL_END = Instant.parse("2026-11-20T12:00:00Z");
    private static final int CLUSTERS = 200;
    private static final int DAYS = 90;
    private static final int OCCURRENCES = 10;
    private static final int BATCH = 20_000;

    private HistoryBench() {}

    public static void main(String[] arguments) throws Exception {
        long incidents = arguments.length > 1 ? Long.parseLong(arguments[1]) : 100_000;
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 20;
        var end = arguments.length > 3 ? Instant.parse(arguments[3]) : USUAL_END;
        try (var database = Database.open(arguments[0], Access.WRITE)) {
            var history = new History(database, Clock.fixed(end, ZoneOffset.UTC), Duration.ofMinutes(2));
            if (history.newest() == 0) {
                fill(database, incidents, end);
                settle(database);
            }
            System.out.printf("database: %s, %,d MiB%n", database.display(), database.bytes() >> 20);
            ask(history, rounds);
        }
        if (!arguments[0].startsWith("jdbc:")) {
            System.out.printf("file: %,d MiB%n", Files.size(Path.of(arguments[0])) >> 20);
        }
    }

    private static void fill(Database database, long incidents, Instant end) {
        var fleet = new GeneratedFleet(CLUSTERS, end, DAYS, incidents);
        long rows = 0;
        long offset = 0;
        long spent = 0;
        long generated = 0;
        long cpu = 0;
        try (var writer = HistoryWriter.open(database)) {
            while (generated < incidents) {
                var batch = new HistoryBatch();
                while (batch.rows() < BATCH && generated < incidents) {
                    var failure = fleet.failure(generated++, OCCURRENCES);
                    failure.revisions().forEach(batch::add);
                    failure.occurrences().forEach(batch::add);
                }
                for (int i = 0; i < CLUSTERS; i++) {
                    var at = generated == incidents
                            ? end
                            : end.minus(Duration.ofDays(DAYS)).plusMillis(generated);
                    batch.add(new ClusterClock("cluster-" + i, at, Mark.HEARTBEAT, null));
                }
                batch.advance(new Advance("podtide.incidents", 0, "bench", offset, offset + batch.rows()));
                offset += batch.rows();
                long begin = System.nanoTime();
                long cpuBegin = cpu();
                writer.write(batch);
                spent += System.nanoTime() - begin;
                cpu += cpu() - cpuBegin;
                rows += batch.rows();
                if (rows / 1_000_000 != (rows - batch.rows()) / 1_000_000) {
                    System.err.printf("%,d rows, %,.0f rows/s%n", rows, rows / (spent / 1e9));
                }
            }
            System.out.printf(
                    "written: %,d rows in %.1f s, %,.0f rows/s; %.1f s of this process's CPU, %,.0f rows for each%n",
                    rows, spent / 1e9, rows / (spent / 1e9), cpu / 1e9, rows / (cpu / 1e9));
            long begin = System.nanoTime();
            writer.rollUp();
            System.out.printf("added up by hour and day in %.1f s%n", (System.nanoTime() - begin) / 1e9);
        }
    }

    /** What autovacuum of a PostgreSQL does within a minute or so. */
    private static void settle(Database database) throws SQLException {
        if (database.dialect().equals("postgresql")) {
            try (var connection = database.connect();
                    var statement = connection.createStatement()) {
                statement.execute("SET statement_timeout = 0");
                connection.setNetworkTimeout(Runnable::run, 0);
                statement.execute("VACUUM (ANALYZE)");
            }
        }
    }

    /** Of this process, nanoseconds: on a busy machine it says more than the time that went by. A PostgreSQL's is not in it. */
    private static long cpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    private static void ask(History history, int rounds) {
        for (var asked : questions().entrySet()) {
            var parts = asked.getValue();
            var question = Questions.named(parts.get(0)).orElseThrow();
            var values = new LinkedHashMap<String, List<String>>();
            for (var part : parts.subList(1, parts.size())) {
                values.computeIfAbsent(part.substring(0, part.indexOf('=')), n -> new ArrayList<>())
                        .add(part.substring(part.indexOf('=') + 1));
            }
            var times = new double[rounds];
            int found = history.ask(question, values).rows().size(); // the first one reads from disk
            long cpu = cpu();
            for (int i = 0; i < rounds; i++) {
                long begin = System.nanoTime();
                history.ask(question, values);
                times[i] = (System.nanoTime() - begin) / 1e6;
            }
            cpu = cpu() - cpu;
            Arrays.sort(times);
            System.out.printf(
                    Locale.ROOT,
                    "%-34s p50 %7.1f ms  p95 %7.1f ms  CPU %7.1f ms  %4d rows%n",
                    asked.getKey(),
                    times[rounds / 2],
                    times[Math.min(rounds - 1, (int) (rounds * 0.95))],
                    cpu / 1e6 / rounds,
                    found);
        }
    }

    /** Each question as it is asked by default, and over the whole time. */
    private static Map<String, List<String>> questions() {
        var questions = new LinkedHashMap<String, List<String>>();
        questions.put("open", List.of("open"));
        questions.put("incidents 1d", List.of("incidents"));
        questions.put("incidents 90d, cause, page", List.of("incidents", "since=90d", "cause=memory-*", "limit=100"));
        questions.put("fleet", List.of("fleet", "limit=200"));
        questions.put("top 30d", List.of("top"));
        questions.put("top minutes 90d", List.of("top", "by=minutes", "since=90d"));
        questions.put("top restarts 90d", List.of("top", "by=restarts", "since=90d"));
        questions.put("top oom-kills by image 90d", List.of("top", "by=oom-kills", "since=90d", "group=image"));
        questions.put("top occurrences by node 30d", List.of("top", "by=occurrences", "group=cluster,node"));
        questions.put("top by label team 90d", List.of("top", "group=label:team", "since=90d"));
        questions.put("over-time 30d by kind", List.of("over-time", "group=kind"));
        questions.put("over-time 90d by cluster", List.of("over-time", "group=cluster", "since=90d"));
        questions.put(
                "over-time restarts 90d by image", List.of("over-time", "by=restarts", "group=image", "since=90d"));
        questions.put("recovery 30d by kind", List.of("recovery"));
        questions.put("recovery 90d by cause", List.of("recovery", "since=90d", "group=cause"));
        questions.put("recurring 30d", List.of("recurring"));
        questions.put("recurring 90d", List.of("recurring", "since=90d"));
        questions.put("first-seen cause", List.of("first-seen"));
        questions.put("first-seen image", List.of("first-seen", "group=image", "since=7d"));
        questions.put("week-on-week by kind", List.of("week-on-week"));
        questions.put("week-on-week restarts by cluster", List.of("week-on-week", "by=restarts", "group=cluster"));
        questions.put("before-after 1d", List.of("before-after", "at=10d", "group=workload"));
        questions.put("oom-by-hour 30d", List.of("oom-by-hour"));
        questions.put("oom-by-hour 90d", List.of("oom-by-hour", "since=90d"));
        questions.put("pipeline 30d", List.of("pipeline", "limit=200"));
        return questions;
    }
}
