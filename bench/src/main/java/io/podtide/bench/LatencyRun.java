package io.podtide.bench;

import io.podtide.cli.Podtide;
import io.podtide.cli.broker.BrokerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** One run: a broker, an API server, {@code podtide ingest} and {@code podtide streams}, each a process of its own. */
final class LatencyRun implements AutoCloseable {

    private static final String GROUP = "podtide";

    private final LatencySetting setting;
    private final Figures figures;
    private final BrokerProcess broker;
    private final Child server;
    private final Child ingest;
    private final Child streams;
    private final DueIncidents due = new DueIncidents();
    private final IncidentReader reader;

    private LatencyRun(LatencySetting setting, Figures figures, Path directory)
            throws IOException, InterruptedException, ExecutionException {
        this.setting = setting;
        this.figures = figures;
        this.broker = BrokerProcess.start(directory.resolve("broker"));
        this.server = Child.start(
                "server",
                directory.resolve("server.log"),
                List.of(
                        "-Xmx256m",
                        MockApiServer.class.getName(),
                        Integer.toString(setting.pods()),
                        Long.toString(setting.seed()),
                        Integer.toString(setting.crashing())));
        var kubeconfig = Kubeconfig.write(directory, server.await("PORT "));
        this.streams = Child.start("streams", directory.resolve("streams.log"), streams(directory));
        var progress = new Progress(broker.bootstrapServers(), GROUP);
        progress.awaitTopics();
        this.ingest = Child.start("ingest", directory.resolve("ingest.log"), ingest(kubeconfig));
        progress.awaitAll(setting.pods());
        this.reader = IncidentReader.start(broker.bootstrapServers(), due);
        server.tell("DUE ", due::due);
    }

    static LatencyRun start(LatencySetting setting, Figures figures, Path directory)
            throws IOException, InterruptedException, ExecutionException {
        return new LatencyRun(setting, figures, directory);
    }

    private List<String> streams(Path directory) {
        var command = new ArrayList<>(Child.OF_STREAMS);
        command.addAll(List.of("-Xms" + setting.heap(), "-Xmx" + setting.heap()));
        command.addAll(setting.java());
        command.addAll(List.of(
                Podtide.class.getName(),
                "streams",
                "--bootstrap-servers=" + broker.bootstrapServers(),
                "--application-id=" + GROUP,
                "--state-dir=" + directory.resolve("state"),
                "--threads=" + setting.threads(),
                "--partitions=" + setting.partitions(),
                "-Pkafka.commit.interval.ms=" + setting.commitMillis()));
        return command;
    }

    private List<String> ingest(Path kubeconfig) {
        return List.of(
                "-Xmx256m",
                Podtide.class.getName(),
                "ingest",
                "--kubeconfig=" + kubeconfig,
                "--bootstrap-servers=" + broker.bootstrapServers(),
                "--partitions=" + setting.partitions());
    }

    void measure() throws InterruptedException {
        server.say("rate " + Collections.max(setting.rates()) + "\n");
        Thread.sleep(setting.warmUp().toMillis());
        for (int rate : setting.rates()) {
            measure(rate);
        }
        figures.add("peak RSS of streams, MiB", streams.peakMemory());
        figures.add("peak RSS of ingest, MiB", ingest.peakMemory());
    }

    private void measure(int rate) throws InterruptedException {
        var at = "at %,d/s: ".formatted(rate);
        server.say("rate " + rate + "\n");
        Thread.sleep(setting.settling().toMillis());
        long from = PodFleet.micros();
        var before = cpu();
        Thread.sleep(setting.window().toMillis());
        var after = cpu();
        long to = PodFleet.micros();
        Thread.sleep(LatencySetting.AFTER.toMillis());
        server.say("rate 0\n");
        var told = due.await(from, to);
        figures.add(at + "incidents due", told.due());
        figures.add(at + "not told within 30 s", told.missing());
        figures.add(at + "p50, ms", told.latencies().quantile(0.5) / 1e3);
        figures.add(at + "p90, ms", told.latencies().quantile(0.9) / 1e3);
        figures.add(at + "p99, ms", told.latencies().quantile(0.99) / 1e3);
        figures.add(at + "max, ms", told.latencies().quantile(1) / 1e3);
        figures.add(
                at + "of that, until the server could write: p99, ms",
                told.lateness().quantile(0.99) / 1e3);
        before.forEach((name, used) -> figures.add(
                at + "CPU of " + name + ", % of a core",
                100.0
                        * after.getOrDefault(name, used).minus(used).toNanos()
                        / setting.window().toNanos()));
    }

    private Map<String, Duration> cpu() {
        var used = new LinkedHashMap<String, Duration>();
        used.put("ingest", Child.cpu(ingest.pid()));
        used.put("streams", Child.cpu(streams.pid()));
        used.put("broker", Child.cpu(broker.pid()));
        used.put("API server", Child.cpu(server.pid()));
        used.put("reader", Child.cpu(ProcessHandle.current().pid()));
        return used;
    }

    @Override
    public void close() {
        reader.close();
        ingest.close();
        streams.close();
        server.close();
        broker.close();
    }
}
