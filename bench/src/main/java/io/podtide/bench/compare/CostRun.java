package io.podtide.bench.compare;

import io.podtide.bench.Child;
import io.podtide.bench.Progress;
import io.podtide.cli.Podtide;
import io.podtide.cli.broker.BrokerProcess;
import io.podtide.cli.up.Pace;
import io.podtide.cli.up.Speed;
import io.podtide.simulate.fleet.Fleet;
import io.podtide.simulate.fleet.Shape;
import io.podtide.simulate.take.Repertoire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** What it takes to watch a fleet, at the pace at which its pods really change. */
final class CostRun {

    static final String HEAD = "| | CPU in a minute, s | peak RSS, MiB |\n|---|---|---|\n";

    /** Two scrapes of all clusters, and what is compiled at the beginning. */
    private static final Duration WARM_UP = Duration.ofSeconds(75);

    private static final String GROUP = "compare";

    private final Path directory;
    private final Shape shape;
    private final Duration window;

    /** @param shape its times do not count: it begins now */
    CostRun(Path directory, Shape shape, Duration window) {
        this.directory = directory;
        this.shape = shape;
        this.window = window;
    }

    /** Rows of the table. */
    String prometheus() throws IOException, InterruptedException {
        var state = new FleetState();
        var player = new Thread(() -> play(state), "fleet");
        player.setDaemon(true);
        player.start();
        while (state.clusters().size() < shape.clusters()) {
            Thread.sleep(100);
        }
        var data = Files.createDirectories(directory.resolve("scraped"));
        try (var server = ScrapeServer.start(state);
                var prometheus = Prometheus.start(directory, data, server.scrapes())) {
            var rows = measure(Map.of("prometheus", prometheus.pid()));
            long series = prometheus
                    .get("status/tsdb", Map.of())
                    .at("/headStats/numSeries")
                    .asLong();
            return rows + String.format(Locale.ROOT, "| (it has %,d series) | | |%n", series);
        } finally {
            player.interrupt();
        }
    }

    private void play(FleetState state) {
        var now = InstantSource.system().instant();
        var pace = new Pace(new Speed(1));
        var fleet = new Fleet(from(now), Repertoire.ofPods(), row -> {});
        try {
            while (fleet.hasNext()) {
                var line = fleet.next();
                pace.await(line.at());
                state.see(line);
            }
        } catch (InterruptedException e) {
            // measured
        }
    }

    private Shape from(Instant from) {
        return new Shape(
                shape.seed(),
                shape.clusters(),
                shape.nodes(),
                shape.pods(),
                shape.daemonSets(),
                from,
                from.plus(length()),
                shape.activity(),
                shape.failures(),
                0,
                0);
    }

    private Duration length() {
        return WARM_UP.plus(window).plusMinutes(5);
    }

    /** Rows of the table. */
    String podtide() throws IOException, InterruptedException, ExecutionException {
        try (var broker = BrokerProcess.start(directory.resolve("broker"));
                var streams = Child.start("streams", directory.resolve("streams.log"), streams(broker))) {
            var progress = new Progress(broker.bootstrapServers(), GROUP);
            progress.awaitTopics();
            try (var simulate = Child.start("simulate", directory.resolve("simulate.log"), simulate(broker))) {
                progress.awaitAll(shape.clusters() * shape.pods());
                requireAlive("simulate", simulate.pid());
                var processes = new LinkedHashMap<String, Long>();
                processes.put("podtide streams", streams.pid());
                processes.put("its Kafka broker", broker.pid());
                var rows = measure(processes);
                requireAlive("simulate", simulate.pid());
                return rows;
            }
        }
    }

    private List<String> streams(BrokerProcess broker) {
        var command = new ArrayList<>(Child.OF_STREAMS);
        command.addAll(List.of(
                "-Xmx512m",
                Podtide.class.getName(),
                "streams",
                "--bootstrap-servers=" + broker.bootstrapServers(),
                "--application-id=" + GROUP,
                "--state-dir=" + directory.resolve("state")));
        return command;
    }

    private List<String> simulate(BrokerProcess broker) {
        return List.of(
                Podtide.class.getName(),
                "simulate",
                "--bootstrap-servers=" + broker.bootstrapServers(),
                "--seed=" + shape.seed(),
                "--clusters=" + shape.clusters(),
                "--nodes=" + shape.nodes(),
                "--pods=" + shape.pods(),
                "--activity=" + shape.activity(),
                "--failures=" + shape.failures(),
                "--daemon-sets=" + shape.daemonSets(),
                "--pod-events-only",
                "--from=0s",
                "--for=" + length().toSeconds() + "s",
                "--speed=1x");
    }

    private static void requireAlive(String name, long pid) {
        if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
            throw new IllegalStateException(name + " has ended");
        }
    }

    private String measure(Map<String, Long> processes) throws InterruptedException {
        Thread.sleep(WARM_UP.toMillis());
        var before = new LinkedHashMap<String, Duration>();
        processes.forEach((name, pid) -> before.put(name, Child.cpu(pid)));
        Thread.sleep(window.toMillis());
        processes.forEach(CostRun::requireAlive);
        var rows = new StringBuilder();
        processes.forEach((name, pid) -> rows.append(String.format(
                Locale.ROOT,
                "| %s | %.1f | %,d |%n",
                name,
                Child.cpu(pid).minus(before.getOrDefault(name, Duration.ZERO)).toNanos() * 60.0 / window.toNanos(),
                Child.peakMemory(pid))));
        return rows.toString();
    }
}
