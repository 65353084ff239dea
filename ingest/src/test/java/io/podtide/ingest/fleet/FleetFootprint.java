package io.podtide.ingest.fleet;

import io.podtide.ingest.publish.NoSink;
import io.podtide.ingest.watch.ClusterWatch;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What many clusters cost one process: threads, heap and resident memory. The API servers are one process of their own, over TLS.
 *
 * <p>Not a test: {@code docs/ingest.md} says how it is run, and what it gave.
 */
public final class FleetFootprint {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private FleetFootprint() {}

    /** {@code server PODS}, or {@code CLUSTERS PODS}. */
    public static void main(String[] args) throws Exception {
        if (args[0].equals("server")) {
            serve(Integer.parseInt(args[1]));
        } else {
            measure(Integer.parseInt(args[0]), args[1]);
        }
    }

    private static void serve(int pods) throws Exception {
        try (var server = TlsServer.start(pods)) {
            var file = Files.createTempFile("podtide-footprint", ".pem");
            Files.writeString(file, server.pem());
            System.out.println(server.url() + ' ' + file);
            System.out.flush();
            System.in.transferTo(OutputStream.nullOutputStream()); // ends with who started it
            Files.delete(file);
        }
    }

    private static void measure(int clusters, String pods) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var server = new ProcessBuilder(
                        java,
                        "-Xmx1g",
                        "-XX:+UseSerialGC",
                        "-Xss256k",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FleetFootprint.class.getName(),
                        "server",
                        pods)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var folder = Files.createTempDirectory("podtide-footprint");
        try (var out = server.inputReader()) {
            var said = out.readLine();
            var url = said.substring(0, said.indexOf(' '));
            for (int i = 0; i < clusters; i++) {
                write(folder, "cluster-" + i, url + "/c" + i, said.substring(url.length() + 1));
            }
            run(folder, clusters);
        } finally {
            server.getOutputStream().close();
            if (!server.waitFor(20, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
            try (var files = Files.list(folder)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static void write(Path folder, String name, String url, String authority) throws IOException {
        var server = "server: \"" + url + '"';
        Files.writeString(
                folder.resolve(name),
                Kubeconfigs.withToken(name, url, "t")
                        .replace(server, server + ", certificate-authority: " + authority));
    }

    private static void run(Path folder, int clusters) throws Exception {
        say("before", 0);
        var begun = Instant.now();
        var source = new KubeconfigDirectory(folder, ContextSelection.CURRENT, Naming.CLUSTER);
        try (var sink = new SharedSink(NoSink::new);
                var fleet = new Fleet(
                        source,
                        ClusterRun.ingest(ClusterWatch.Options.DEFAULT),
                        sink,
                        FleetSettings.DEFAULT,
                        problem -> {})) {
            fleet.reconcile();
            while (live(fleet) < clusters && begun.plus(PATIENCE).isAfter(Instant.now())) {
                Thread.sleep(50);
            }
            var took = Duration.between(begun, Instant.now());
            System.out.printf(
                    Locale.ROOT, "%d of %d clusters live after %.1f s%n", live(fleet), clusters, took.toMillis() / 1e3);
            Thread.sleep(15_000); // threads that began requests go, heartbeats are under way
            say("live", clusters);
        }
    }

    private static long live(Fleet fleet) {
        return fleet.clusters().stream().filter(c -> c.status().isLive()).count();
    }

    private static void say(String when, int clusters) throws IOException {
        System.gc();
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        var threads = ManagementFactory.getThreadMXBean();
        var rss = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS") || line.startsWith("VmHWM"))
                .map(line -> line.replaceAll("\\s+", " "))
                .toList();
        System.out.printf(
                Locale.ROOT,
                "%s: %d clusters, %d threads (peak %d), heap used %.1f MiB, %s, CPU %.1f s%n",
                when,
                clusters,
                threads.getThreadCount(),
                threads.getPeakThreadCount(),
                heap.getUsed() / 1048576.0,
                String.join(", ", rss),
                ProcessHandle.current()
                                .info()
                                .totalCpuDuration()
                                .orElse(Duration.ZERO)
                                .toMillis()
                        / 1e3);
    }
}
