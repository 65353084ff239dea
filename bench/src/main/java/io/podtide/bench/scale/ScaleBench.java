package io.podtide.bench.scale;

import io.podtide.bench.Figures;
import io.podtide.bench.Machine;
import io.podtide.bench.Scratch;
import io.podtide.bench.SimulatedFleet;
import io.podtide.bench.throughput.Race;
import io.podtide.cli.broker.BrokerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Node;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/scale.sh}. */
@Command(
        name = "bench/scale.sh",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "Measures one instance of podtide streams with fleets of several sizes: speed, memory, state, restarts.")
final class ScaleBench implements Callable<Integer> {

    private static final int MOST_PODS_OF_A_CLUSTER = 10_000;
    private static final double MIB = 1 << 20;

    @Option(names = "--pods", split = ",", description = "Of the whole fleet, one size after the other.")
    private List<Integer> sizes = List.of(10_000, 100_000, 1_000_000);

    @Option(names = "--for", description = "Of the fleet's time.")
    private String length = "30m";

    @Option(names = "--activity", description = "How often healthy things change.")
    private int activity = 1;

    @Option(names = "--failures", description = "Of each cluster in a day.")
    private int failures = 40;

    @Option(names = "--partitions", description = "Of each topic.")
    private int partitions = 12;

    @Option(names = "--threads", description = "Of the instance.")
    private int threads = 2;

    @Option(names = "--heap", description = "-Xmx of the instance.")
    private String heap = "1g";

    private ScaleBench() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new ScaleBench()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        System.out.printf(
                Locale.ROOT, "%d partitions, %d threads, -Xmx%s, %s%n", partitions, threads, heap, Machine.describe());
        for (int pods : sizes) {
            var figures = new Figures();
            long records = measure(pods, figures);
            System.out.printf(Locale.ROOT, "%n%,d pods, %,d records%n%n%s", pods, records, figures.table());
        }
        return 0;
    }

    private long measure(int pods, Figures figures) throws IOException, InterruptedException, ExecutionException {
        var directory = Files.createTempDirectory("podtide-scale");
        try (var broker = BrokerProcess.start(directory.resolve("broker"));
                var admin =
                        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            fill(pods, broker.bootstrapServers(), directory);
            var state = new StateDirectory(directory.resolve("state"));
            var race = new Race(admin);
            run(directory, broker.bootstrapServers(), state, race, pods, figures);
            figures.add("changelogs, MiB", changelogs(admin) / MIB);
            try (var again = instance(directory, broker.bootstrapServers(), state)) {
                figures.add("started again with its state, s", again.awaitReady());
            }
            Scratch.delete(state.path());
            try (var anew = instance(directory, broker.bootstrapServers(), state)) {
                figures.add("started again without it, restored, s", anew.awaitReady());
            }
            return race.records();
        } finally {
            Scratch.delete(directory);
        }
    }

    private void run(
            Path directory, String bootstrapServers, StateDirectory state, Race race, int pods, Figures figures)
            throws IOException, InterruptedException, ExecutionException {
        try (var instance = instance(directory, bootstrapServers, state)) {
            var result = race.run("scale", instance.process());
            figures.add("records/s", result.perSecond());
            figures.add("CPU of a record, us", result.cpuMicros());
            figures.add("peak RSS, MiB", instance.process().peakMemory());
            figures.add("state on disk, MiB", state.bytes() / MIB);
            figures.add("state on disk of a pod, bytes", (double) state.bytes("pods") / pods);
        }
    }

    private Instance instance(Path directory, String bootstrapServers, StateDirectory state) throws IOException {
        return Instance.start(
                directory.resolve("streams.log"),
                heap,
                List.of(
                        "--bootstrap-servers=" + bootstrapServers,
                        "--application-id=scale",
                        "--state-dir=" + state.path(),
                        "--threads=" + threads,
                        "--partitions=" + partitions));
    }

    private void fill(int pods, String bootstrapServers, Path directory) throws IOException, InterruptedException {
        int clusters = Math.max(1, pods / MOST_PODS_OF_A_CLUSTER);
        SimulatedFleet.fill(
                bootstrapServers,
                directory,
                "--clusters=" + clusters,
                "--nodes=" + Math.max(1, pods / clusters / 100),
                "--pods=" + pods / clusters,
                "--for=" + length,
                "--activity=" + activity,
                "--failures=" + failures,
                "--partitions=" + partitions);
        System.err.printf(Locale.ROOT, "%,d pods are in Kafka%n", pods);
    }

    /** What is kept in Kafka to restore from, before it is compacted. */
    private static long changelogs(Admin admin) throws InterruptedException, ExecutionException {
        var brokers =
                admin.describeCluster().nodes().get().stream().map(Node::id).toList();
        return admin.describeLogDirs(brokers).allDescriptions().get().values().stream()
                .flatMap(directories -> directories.values().stream())
                .flatMap(directory -> directory.replicaInfos().entrySet().stream())
                .filter(replica -> replica.getKey().topic().endsWith("-changelog"))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
    }
}
