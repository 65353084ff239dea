package io.podtide.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/ingest.sh}. */
@Command(
        name = "bench/ingest.sh",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "Measures podtide ingest between a mock API server and a real Kafka broker, each in a process of its own.")
final class IngestBench implements Callable<Integer> {

    @Option(names = "--runs", description = "Of each of which the medians are told.")
    private int runs = 3;

    @Option(names = "--pods", description = "In the cluster.")
    private int pods = 100_000;

    @Option(names = "--seed", description = "The same seed makes the same pods.")
    private long seed = 1;

    @Option(names = "--heap", description = "-Xmx of ingest.")
    private String heap = "256m";

    @Option(names = "--seconds", description = "How long each rate is measured.")
    private int seconds = 30;

    @Option(names = "--rates", split = ",", description = "Changes a second at which latency is measured.")
    private List<Integer> rates = List.of(100, 2_000, 5_000, 10_000);

    @Option(names = "--java", paramLabel = "OPTION", description = "A further option for the Java of ingest.")
    private List<String> javaOptions = List.of();

    private IngestBench() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new IngestBench()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var setting = new Setting(pods, seed, heap, Duration.ofSeconds(seconds), rates, javaOptions);
        var figures = new Figures();
        for (var run = 1; run <= runs; run++) {
            var directory = Files.createTempDirectory("podtide-bench");
            try (var processes = new IngestRun(setting, figures, directory)) {
                processes.measure();
            }
            Scratch.delete(directory);
            System.err.println("run " + run + " of " + runs + " done");
        }
        System.out.printf("%,d pods, -Xmx%s, windows of %d s, %s%n%n", pods, heap, seconds, Machine.describe());
        System.out.print(figures.table());
        return 0;
    }
}
