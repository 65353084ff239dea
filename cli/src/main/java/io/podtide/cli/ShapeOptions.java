package io.podtide.cli;

import io.podtide.cli.range.TimeOption;
import io.podtide.rules.DurationText;
import io.podtide.simulate.fleet.Shape;
import io.podtide.simulate.take.Repertoire;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Mixin: how large a fleet is and what goes on in it. */
@Command
final class ShapeOptions {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--clusters",
            paramLabel = "N",
            converter = WholeNumber.Some.class,
            defaultValue = "3",
            description = "Clusters (default: ${DEFAULT-VALUE}).")
    private int clusters = 3;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            converter = WholeNumber.Some.class,
            defaultValue = "10",
            description = "Nodes of each cluster (default: ${DEFAULT-VALUE}).")
    private int nodes = 10;

    @Option(
            names = "--pods",
            paramLabel = "N",
            converter = WholeNumber.Pods.class,
            defaultValue = "100",
            description = "Pods of the services of each cluster (default: ${DEFAULT-VALUE}).")
    private int pods = 100;

    @Option(
            names = "--daemon-sets",
            paramLabel = "N",
            converter = WholeNumber.DaemonSets.class,
            defaultValue = "2",
            description = "DaemonSets of each cluster, with a pod on every node (default: ${DEFAULT-VALUE}).")
    private int daemonSets = 2;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "2h",
            converter = Length.class,
            description = "How much of the fleet's time (default: ${DEFAULT-VALUE}).")
    private Duration length = Duration.ofHours(2);

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = TimeOption.Converter.class,
            description = "When it begins, or how long ago (default: so that it ends now; now, where it keeps a pace).")
    private @Nullable TimeOption from;

    @Option(
            names = "--activity",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "How often healthy things change; 1 is two rollouts of each service a day"
                    + " (default: ${DEFAULT-VALUE}).")
    private double activity = 1;

    @Option(
            names = "--failures",
            paramLabel = "N",
            defaultValue = "24",
            description = "Failures of each cluster in a day (default: ${DEFAULT-VALUE}).")
    private double failures = 24;

    @Option(
            names = "--silences",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Times in a day that nothing is heard of a cluster for some minutes (default: ${DEFAULT-VALUE}).")
    private double silences;

    @Option(
            names = "--fleet-failures",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Failures in a day that several clusters have at once, of an image or a registry that they share"
                            + " (default: ${DEFAULT-VALUE}).")
    private double fleetFailures;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description =
                    "With the same number, --from and all else alike, it is the same fleet (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--pod-events-only",
            description = "Leave out the Events of what owns healthy pods: ReplicaSets, StatefulSets, Jobs ...")
    private boolean podEventsOnly;

    /** What is played. */
    Repertoire repertoire() {
        return podEventsOnly ? Repertoire.ofPods() : Repertoire.load();
    }

    /** @param paced it is to be told at the pace of its time, and not at once */
    Shape shape(Instant now, boolean paced) {
        require(!length.isZero(), "--for must be longer than nothing");
        require(isIn(activity, 1_000), "--activity must be 0 to 1000");
        require(isIn(failures, 10_000), "--failures must be 0 to 10000");
        require(isIn(silences, 100), "--silences must be 0 to 100");
        require(isIn(fleetFailures, 1_000), "--fleet-failures must be 0 to 1000");
        require(
                fleetFailures == 0 || clusters >= Shape.FEWEST_OF_FLEET,
                "--fleet-failures are of " + Shape.FEWEST_OF_FLEET + " --clusters or more");
        var usual = paced ? now : now.minus(length);
        var begin = (from == null ? usual : from.at(now)).truncatedTo(ChronoUnit.SECONDS);
        return new Shape(
                seed,
                clusters,
                nodes,
                pods,
                daemonSets,
                begin,
                begin.plus(length),
                activity,
                failures,
                silences,
                fleetFailures);
    }

    private static boolean isIn(double number, double most) {
        return number >= 0 && number <= most;
    }

    private void require(boolean is, String problem) {
        if (!is && spec != null) {
            throw new ParameterException(spec.commandLine(), problem);
        }
    }

    static final class Length implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                return DurationText.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
