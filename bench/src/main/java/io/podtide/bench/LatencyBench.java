package io.podtide.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench/latency.sh}. */
@Command(
        name = "bench/latency.sh",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Measures from the moment a watch line is due that meets a rule to the moment its incident is read (read_committed):",
            "a mock API server, podtide ingest, podtide streams and a real Kafka broker, each a process of its own."
        })
final class LatencyBench implements Callable<Integer> {

    @Option(names = "--runs", description = "Of which the medians are told.")
    private int runs = 5;

    @Option(names = "--pods", description = "In the cluster.")
    private int pods = 100_000;

    @Option(names = "--seed", description = "The same seed makes the same pods.")
    private long seed = 1;

    @Option(names = "--seconds", description = "How long each rate is measured.")
    private int seconds = 30;

    @Option(names = "--warm-up", description = "Seconds at the highest rate before anything is measured.")
    private int warmUp = 60;

    @Option(names = "--rates", split = ",", description = "Changes a second.")
    private List<Integer> rates = List.of(1_000, 10_000);

    @Option(
            names = "--crashing",
            description = "So many of 1,000 changes are crashes; with every third of them an incident opens.")
    private int crashing = 12;

    @Option(names = "--threads", description = "Of the streams.")
    private int threads = 2;

    @Option(names = "--partitions", description = "Of each topic.")
    private int partitions = 4;

    @Option(
            names = "--commit-interval",
            description = "Of the streams, in milliseconds; 1000 is what they have by default.")
    private int commitMillis = 1_000;

    @Option(names = "--heap", description = "-Xms and -Xmx of the streams; ingest has 256m.")
    private String heap = "1g";

    @Option(names = "--java", description = "Another option of the streams' Java.")
    private List<String> java = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private LatencyBench() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new LatencyBench()).execute(args));
    }

    private LatencySetting setting() {
        try {
            return new LatencySetting(
                    pods,
                    seed,
                    Duration.ofSeconds(warmUp),
                    Duration.ofSeconds(seconds),
                    rates,
                    crashing,
                    threads,
                    partitions,
                    commitMillis,
                    heap,
                    java);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        var setting = setting();
        var figures = new Figures();
        for (int run = 1; run <= runs; run++) {
            var directory = Files.createTempDirectory("podtide-bench");
            try (var processes = LatencyRun.start(setting, figures, directory)) {
                processes.measure();
            }
            Scratch.delete(directory);
            System.err.println("run " + run + " of " + runs + " done");
        }
        System.out.printf(
                Locale.ROOT,
                "%,d pods, commits every %d ms, %d threads, %d partitions, %s of heap, windows of %d s after %d s, %s%n%n",
                pods,
                commitMillis,
                threads,
                partitions,
                heap,
                seconds,
                warmUp,
                Machine.describe());
        System.out.print(figures.table());
        return 0;
    }
}
