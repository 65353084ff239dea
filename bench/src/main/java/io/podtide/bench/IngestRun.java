package io.podtide.bench;

import io.podtide.cli.Podtide;
import io.podtide.cli.broker.BrokerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** One run: a broker, an API server and {@code podtide ingest}, each a process of its own. */
final class IngestRun implements AutoCloseable {

    private static final List<String> NAMES = List.of("ingest", "API server", "broker");
    private static final Duration LISTS_WITHIN = Duration.ofMinutes(5);

    private final Setting setting;
    private final Figures figures;
    private final BrokerProcess broker;
    private final Child server;
    private final Child ingest;

    IngestRun(Setting setting, Figures figures, Path directory) throws IOException, InterruptedException {
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
                        Long.toString(setting.seed())));
        var kubeconfig = Kubeconfig.write(directory, server.await("PORT "));
        this.ingest = Child.start("ingest", directory.resolve("ingest.log"), command(kubeconfig));
    }

    private List<String> command(Path kubeconfig) {
        var command = new ArrayList<>(List.of("-Xshare:auto", "-Xmx" + setting.heap()));
        command.addAll(setting.javaOptions());
        command.addAll(List.of(
                Podtide.class.getName(),
                "ingest",
                "--kubeconfig=" + kubeconfig,
                "--bootstrap-servers=" + broker.bootstrapServers(),
                "-Pkafka.interceptor.classes=" + Acknowledgements.class.getName()));
        return command;
    }

    void measure() throws InterruptedException {
        list();
        updates();
        for (var rate : setting.rates()) {
            latency(rate);
        }
        figures.add("peak RSS of ingest, MiB", ingest.peakMemory());
    }

    private void list() throws InterruptedException {
        var begun = Long.parseLong(server.await("LIST "));
        var deadline = System.nanoTime() + LISTS_WITHIN.toNanos();
        var meter = meter("m");
        var highest = 0L;
        var collecting = 0L;
        while (meter.get("total") < setting.pods()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(meter.get("total") + " pods were listed and published in time");
            }
            Thread.sleep(200);
            meter = meter("m");
            highest = Math.max(highest, (long) meter.get("highest"));
            collecting += (long) meter.get("gc");
        }
        figures.add("list and publish, s", (meter.get("last") - begun) / 1e6);
        figures.add("list: CPU of ingest, s", Child.cpu(ingest.pid()).toMillis() / 1e3);
        figures.add("list: highest heap used, MiB", (double) highest);
        figures.add("list: collecting garbage, s", collecting / 1e3);
        figures.add("list: heap after a full GC, MiB", meter("g").get("full"));
        figures.add("list: peak RSS of ingest, MiB", ingest.peakMemory());
    }

    private void updates() throws InterruptedException {
        server.say("rate -1\n");
        Thread.sleep(setting.window().toMillis() / 3);
        meter("m");
        var pids = List.of(ingest.pid(), server.pid(), broker.pid());
        var before = pids.stream().map(Child::cpu).toList();
        Thread.sleep(setting.window().toMillis());
        var meter = meter("m");
        var count = meter.get("count");
        figures.add("updates/s, acknowledged", count / meter.get("seconds"));
        for (var i = 0; i < pids.size(); i++) {
            var used = Child.cpu(pids.get(i)).minus(before.get(i));
            figures.add("updates: CPU of " + NAMES.get(i) + ", ms per 1,000", used.toMillis() * 1e3 / count);
        }
        figures.add("updates: highest heap used, MiB", meter.get("highest"));
        figures.add("updates: collecting garbage, % of the time", meter.get("gc") / meter.get("seconds") / 10);
        server.say("rate 0\n");
        Thread.sleep(2000);
    }

    private void latency(int rate) throws InterruptedException {
        server.say("rate " + rate + "\n");
        Thread.sleep(setting.window().toMillis() / 3);
        meter("m");
        Thread.sleep(setting.window().toMillis());
        var meter = meter("m");
        var at = "at %,d/s: ".formatted(rate);
        figures.add(at + "acknowledged/s", meter.get("count") / meter.get("seconds"));
        for (var quantile : List.of("p50", "p99", "p999", "max")) {
            figures.add(at + quantile + ", ms", meter.get(quantile) / 1e3);
        }
        server.say("rate 0\n");
        Thread.sleep(1000);
    }

    private Reading meter(String command) throws InterruptedException {
        ingest.say(command);
        return new Reading(Arrays.stream(ingest.await("METER ").split(" ", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> Double.valueOf(pair[1]))));
    }

    /** What the {@link Meter} said. */
    private record Reading(Map<String, Double> values) {
        double get(String name) {
            return Objects.requireNonNull(values.get(name), name);
        }
    }

    @Override
    public void close() {
        ingest.close();
        server.close();
        broker.close();
    }
}
