package io.podtide.bench.scale;

import io.podtide.bench.Machine;
import io.podtide.bench.UsageError;
import io.podtide.bench.scale.ScaleRun.Part;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench/scale.sh}. */
@Command(
        name = "bench/scale.sh",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Measures podtide streams with fleets of several sizes: speed, memory as time goes on, state, starts.",
            "With the last of them also several threads, and two instances of which one is killed."
        })
final class ScaleBench implements Callable<Integer> {

    @Option(names = "--pods", split = ",", description = "Of the whole fleet, one size after the other.")
    private List<Integer> sizes = List.of(10_000, 100_000, 1_000_000);

    @Option(
            names = "--for",
            split = ",",
            description = "Of the fleet's time, for each size or for all (default: 1h, and up to 20h of small fleets).",
            showDefaultValue = CommandLine.Help.Visibility.NEVER)
    private List<String> lengths = List.of();

    @Option(names = "--parts", split = ",", description = "Of ${COMPLETION-CANDIDATES}, for less than all.")
    private Set<Part> parts = EnumSet.allOf(Part.class);

    @Option(names = "--cluster-pods", description = "Of a cluster.")
    private int clusterPods = 10_000;

    @Option(names = "--activity", description = "How often healthy things change.")
    private int activity = 1;

    @Option(names = "--failures", description = "Of each cluster in a day.")
    private int failures = 40;

    @Option(names = "--partitions", description = "Of each topic.")
    private int partitions = 12;

    @Option(names = "--threads", description = "Of the instance that is alone.")
    private int threads = 2;

    @Option(names = "--heap", description = "-Xmx of each instance.")
    private String heap = "1g";

    @Option(names = "--java", paramLabel = "OPTION", description = "A further option for the Java of each instance.")
    private List<String> java = List.of();

    @Option(names = "--thread-runs", description = "With each number of threads, in turn; medians are told.")
    private int threadRuns = 3;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private ScaleBench() {}

    static CommandLine command() {
        return new CommandLine(new ScaleBench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new UsageError());
    }

    public static void main(String[] args) {
        System.exit(command().execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var streams = meant(() -> new StreamsOptions(partitions, threads, heap, java));
        var end = InstantSource.system().instant().truncatedTo(ChronoUnit.DAYS); // another run of the day has the same
        var fleets = meant(() -> FleetSize.of(sizes, lengths, clusterPods, end));
        System.out.printf(Locale.ROOT, "%d partitions, -Xmx%s, %s%n", partitions, heap, Machine.describe());
        var life = List.of("--activity=" + activity, "--failures=" + failures);
        return new ScaleRun(streams, life, parts, threadRuns).measure(fleets) ? 0 : 1;
    }

    private <T> T meant(Supplier<T> options) {
        try {
            return options.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
