package io.podtide.bench.throughput;

import io.podtide.bench.Figures;
import io.podtide.bench.Machine;
import io.podtide.bench.Scratch;
import io.podtide.bench.SimulatedFleet;
import io.podtide.cli.broker.BrokerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench/throughput.sh}. */
@Command(
        name = "bench/throughput.sh",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Measures podtide streams, and what does less with the same records of the same broker, in turn.")
final class ThroughputBench implements Callable<Integer> {

    /** Set by the script where it has built the module: its RocksDB would be in the way of that of Kafka Streams. */
    private static final String FLINK_PATH = System.getProperty("bench.flink", "");

    @Option(names = "--runs", description = "Of each, one after the other; medians are told.")
    private int runs = 5;

    @Option(names = "--clusters", description = "Of the simulated fleet.")
    private int clusters = 50;

    @Option(names = "--pods", description = "Of each cluster.")
    private int pods = 400;

    @Option(names = "--for", description = "Of the fleet's time.")
    private String length = "12h";

    @Option(names = "--activity", description = "How often healthy things change.")
    private int activity = 20;

    @Option(
            names = "--failures",
            description = "Of each cluster in a day; by default some 7 %% of all records are of them.")
    private int failures = 200;

    @Option(names = "--seed", description = "The same number, begun at the same time, gives the same fleet.")
    private long seed = 1;

    @Option(
            names = "--from",
            description =
                    "When the fleet's time begins: a week ago is too long for Kafka (default: last midnight but one, UTC).",
            showDefaultValue = CommandLine.Help.Visibility.NEVER)
    private Instant from =
            InstantSource.system().instant().truncatedTo(ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS);

    @Option(names = "--partitions", description = "Of each topic.")
    private int partitions = 4;

    @Option(names = "--threads", description = "Of each runner.")
    private int threads = 2;

    @Option(names = "--heap", description = "-Xms and -Xmx of each runner.")
    private String heap = "1g";

    @Option(names = "--java", paramLabel = "OPTION", description = "A further option for the Java of podtide.")
    private List<String> javaOptions = List.of();

    @Option(names = "--flink-checkpoint", description = "Milliseconds from one checkpoint of Flink to the next.")
    private long checkpointMillis = 1_000;

    @Option(names = "--without-flink", description = "Neither builds nor runs Flink's part (130 MB to download, once).")
    private boolean withoutFlink;

    @Option(names = "--only", split = ",", description = "Names of runners; the others stay out of it.")
    private List<String> only = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private ThroughputBench() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new ThroughputBench()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        var names = names();
        var directory = Scratch.create("podtide-throughput");
        try {
            measure(names, directory);
        } finally {
            Scratch.delete(directory);
        }
        return 0;
    }

    private List<String> names() {
        var all = Runners.names(!flinkPath().isEmpty());
        for (var name : only) {
            if (!all.contains(name)) {
                throw new ParameterException(
                        spec.commandLine(), "nobody is called " + name + "; there are " + String.join(", ", all));
            }
        }
        return all.stream()
                .filter(name -> only.isEmpty() || only.contains(name))
                .toList();
    }

    private String flinkPath() {
        return withoutFlink ? "" : FLINK_PATH;
    }

    private void measure(List<String> names, Path directory)
            throws IOException, InterruptedException, ExecutionException {
        try (var broker = BrokerProcess.start(directory.resolve("broker"));
                var admin =
                        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            fill(broker.bootstrapServers(), directory);
            admin.createTopics(List.of(
                            new NewTopic(Rival.COPY, partitions, (short) 1),
                            new NewTopic(Detections.OF_FLINK, partitions, (short) 1)))
                    .all()
                    .get();
            var runners = new Runners(
                    broker.bootstrapServers(),
                    directory,
                    partitions,
                    threads,
                    heap,
                    javaOptions,
                    flinkPath(),
                    checkpointMillis);
            var race = new Race(admin);
            var figures = new Figures();
            for (int run = 1; run <= runs; run++) {
                for (var runner : names) {
                    var group = runner + '-' + run;
                    race.empty(Runners.outputs(runner));
                    race(race, runners, runner, group, figures);
                    race.forget(group);
                    Scratch.delete(directory.resolve(group));
                }
                System.err.println("run " + run + " of " + runs + " done");
            }
            describe(race.records());
            System.out.print(figures.table());
            ratios(figures, names);
            if (names.contains(Runners.FLINK)) {
                System.out.println();
                System.out.print(new Detections(broker.bootstrapServers()).table());
            }
        }
    }

    /** What is read, and by what. */
    private void describe(long records) {
        System.out.printf(
                Locale.ROOT,
                "%d clusters of %d pods for %s from %s, activity %d, %d failures, seed %d%n",
                clusters,
                pods,
                length,
                from,
                activity,
                failures,
                seed);
        System.out.printf(
                Locale.ROOT,
                "%,d records, %d partitions, %d threads, -Xms%s -Xmx%s, %s%n%n",
                records,
                partitions,
                threads,
                heap,
                heap,
                Machine.describe());
    }

    private void fill(String bootstrapServers, Path directory) throws IOException, InterruptedException {
        SimulatedFleet.fill(
                bootstrapServers,
                directory,
                "--seed=" + seed,
                "--from=" + from,
                "--clusters=" + clusters,
                "--pods=" + pods,
                "--for=" + length,
                "--activity=" + activity,
                "--failures=" + failures,
                "--daemon-sets=0",
                "--pod-events-only",
                "--partitions=" + partitions);
    }

    private static void race(Race race, Runners runners, String runner, String group, Figures figures)
            throws IOException, InterruptedException, ExecutionException {
        try (var child = runners.start(runner, group)) {
            var result = race.run(group, child);
            figures.add(runner + ": records/s", result.perSecond());
            figures.add(runner + ": CPU of a record, us", result.cpuMicros());
            figures.add(runner + ": peak RSS, MiB", child.peakMemory());
        }
    }

    private static void ratios(Figures figures, List<String> names) {
        if (!names.contains(Runners.PODTIDE)) {
            return;
        }
        System.out.println();
        for (var other : names) {
            if (!other.equals(Runners.PODTIDE)) {
                System.out.printf(
                        Locale.ROOT,
                        "podtide has %.2f of the records/s of %s, for %.2f of the CPU%n",
                        figures.median(Runners.PODTIDE + ": records/s") / figures.median(other + ": records/s"),
                        other,
                        figures.median(Runners.PODTIDE + ": CPU of a record, us")
                                / figures.median(other + ": CPU of a record, us"));
            }
        }
    }
}
