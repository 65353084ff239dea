package io.podtide.bench.compare;

import io.podtide.bench.Machine;
import io.podtide.bench.Scratch;
import io.podtide.bench.UsageError;
import io.podtide.simulate.fleet.Shape;
import io.podtide.simulate.take.Repertoire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench/compare.sh}. */
@Command(
        name = "bench/compare.sh",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Lets Podtide and Prometheus with the alerts of kubernetes-mixin watch the same simulated fleet.",
            "Prints what each finds in some hours of it, and what each costs while it goes on at its own pace.",
            "Needs prometheus and promtool on the PATH."
        })
final class CompareBench implements Callable<Integer> {

    /** At the begin of a block of Prometheus, before any clock of today. */
    private static final Instant FROM = Instant.parse("2026-03-01T06:00:00Z");

    /** Longer than most of the mixin's rules wait, and need to be met. */
    private static final Duration LONG = Duration.ofMinutes(20);

    /** Prometheus refuses more than 11,000 evaluations in an answer, of which an hour has 120. */
    private static final int MOST_HOURS = 90;

    @Option(names = "--clusters", description = "What it finds: clusters.")
    private int clusters = 10;

    @Option(names = "--pods", description = "What it finds: pods of each cluster.")
    private int pods = 40;

    @Option(names = "--hours", description = "What it finds: hours of the fleet's time, at most " + MOST_HOURS + ".")
    private int hours = 8;

    @Option(names = "--failures", description = "Failures of each cluster in a day.")
    private double failures = 48;

    @Option(names = "--activity", description = "How often healthy things change.")
    private double activity = 1;

    @Option(names = "--held", description = "Minutes for which what is stuck stays so, beyond what was recorded.")
    private int heldMinutes = 30;

    @Option(names = "--seed", description = "The same number gives the same fleet.")
    private long seed = 1;

    @Option(names = "--cost-clusters", description = "What it costs: clusters.")
    private int costClusters = 20;

    @Option(names = "--cost-pods", description = "What it costs: pods of each cluster.")
    private int costPods = 500;

    @Option(names = "--cost-minutes", description = "What it costs: minutes that are measured; 0 leaves it out.")
    private int costMinutes = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private CompareBench() {}

    static CommandLine command() {
        return new CommandLine(new CompareBench()).setParameterExceptionHandler(new UsageError());
    }

    public static void main(String[] args) {
        System.exit(command().execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        if (hours < 1 || hours > MOST_HOURS) {
            throw new ParameterException(spec.commandLine(), "--hours must be 1 to " + MOST_HOURS + ", not " + hours);
        }
        var missing = Prometheus.missing();
        if (!missing.isEmpty()) {
            System.err.println(
                    String.join(" and ", missing) + " not found on the PATH. On Debian, without installing it:\n"
                            + "  apt-get download prometheus && dpkg -x prometheus_*.deb DIR && PATH=DIR/usr/bin:$PATH bench/compare.sh");
            return 3;
        }
        System.out.println(Machine.describe());
        var directory = Scratch.create("podtide-compare");
        try {
            find(directory);
            if (costMinutes > 0) {
                cost(directory);
            }
        } finally {
            Scratch.delete(directory);
        }
        return 0;
    }

    private void find(Path directory) throws IOException, InterruptedException {
        var shape = shape(clusters, pods, Duration.ofHours(hours));
        var judgements = new FindingsRun(directory, shape).run(Repertoire.lasting(Duration.ofMinutes(heldMinutes)));
        System.out.printf("%nWhat it finds: %d clusters of %d pods, %d hours%n%n", clusters, pods, hours);
        System.out.print(Findings.HEAD);
        judgements.forEach((name, judgement) -> {
            var findings = new Findings(judgement);
            System.out.print(findings.row(name, length -> true));
            System.out.print(findings.row(name + ", of 20 min or more", CompareBench::isLong));
            System.out.print(findings.row(name + ", of less", length -> !isLong(length)));
        });
        System.out.println();
        judgements.forEach((name, judgement) -> {
            var findings = new Findings(judgement);
            System.out.printf(
                    "%s: missed of 20 min or more %s, of less %s; false %s%n",
                    name,
                    findings.missed(CompareBench::isLong),
                    findings.missed(length -> !isLong(length)),
                    findings.falseSignals());
        });
    }

    private static boolean isLong(Duration length) {
        return length.compareTo(LONG) >= 0;
    }

    private void cost(Path directory) throws IOException, InterruptedException, ExecutionException {
        var run = new CostRun(
                directory, shape(costClusters, costPods, Duration.ofHours(1)), Duration.ofMinutes(costMinutes));
        System.out.printf(
                "%nWhat it costs: %d clusters of %d pods, %d minutes%n%n", costClusters, costPods, costMinutes);
        System.out.print(CostRun.HEAD);
        System.out.print(run.prometheus());
        System.out.print(run.podtide());
    }

    private Shape shape(int clusters, int pods, Duration length) {
        int nodes = Math.max(3, pods / 20);
        return new Shape(seed, clusters, nodes, pods, 0, FROM, FROM.plus(length), activity, failures, 0, 0);
    }
}
