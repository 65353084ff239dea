package io.podtide.bench.throughput;

import io.podtide.bench.Child;
import io.podtide.cli.Podtide;
import io.podtide.wire.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Those who race, each a process of its own.
 *
 * @param heap of each, from its start
 * @param javaOptions further ones of podtide
 * @param flinkPath class path of the module bench-flink; empty where it is not built
 * @param checkpointMillis how often Flink makes a checkpoint
 */
record Runners(
        String bootstrapServers,
        Path directory,
        int partitions,
        int threads,
        String heap,
        List<String> javaOptions,
        String flinkPath,
        long checkpointMillis) {

    static final String LIMIT = "consumer";
    static final String DECODE = "decode";
    static final String PASS_THROUGH = "pass-through";
    static final String GET_PUT = "get-put";
    static final String USUAL = "get-put-decoded";
    static final String FLINK = "flink";
    static final String PODTIDE = "podtide";

    private static final String FLINK_MAIN = "io.podtide.bench.flink.FlinkRival";

    /** Flink's own list of what it opens on Java 17, as far as a job without Kryo needs it. */
    private static final List<String> OPENED = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/java.time=ALL-UNNAMED");

    /** In the order in which they take their turns. */
    static List<String> names(boolean withFlink) {
        return withFlink
                ? List.of(LIMIT, DECODE, PASS_THROUGH, GET_PUT, USUAL, FLINK, PODTIDE)
                : List.of(LIMIT, DECODE, PASS_THROUGH, GET_PUT, USUAL, PODTIDE);
    }

    /** Topics that it writes to, which are to be empty when it begins. */
    static List<String> outputs(String runner) {
        return switch (runner) {
            case PASS_THROUGH -> List.of(Rival.COPY);
            case FLINK -> List.of(Detections.OF_FLINK);
            case PODTIDE -> List.of(Topics.SYMPTOMS, Topics.INCIDENTS);
            default -> List.of();
        };
    }

    /** @param group consumer group, and name of all that it keeps */
    Child start(String runner, String group) throws IOException {
        var log = directory.resolve(group + ".log");
        return switch (runner) {
            case PODTIDE -> Child.start(runner, log, with(Child.OF_STREAMS, javaOptions, podtide(group)));
            case FLINK -> Child.start(runner, log, flinkPath, with(Child.OF_RIVALS, OPENED, flink(group)));
            default -> Child.start(runner, log, with(Child.OF_RIVALS, List.of(), rival(runner, group)));
        };
    }

    private List<String> with(List<String> collector, List<String> options, List<String> command) {
        var all = new ArrayList<>(collector);
        all.addAll(List.of("-Xms" + heap, "-Xmx" + heap));
        all.addAll(options);
        all.addAll(command);
        return all;
    }

    private List<String> podtide(String group) {
        return List.of(
                Podtide.class.getName(),
                "streams",
                "--bootstrap-servers=" + bootstrapServers,
                "--application-id=" + group,
                "--state-dir=" + directory.resolve(group),
                "--threads=" + threads,
                "--partitions=" + partitions);
    }

    private List<String> flink(String group) {
        return Stream.concat(
                        Stream.of(FLINK_MAIN),
                        Stream.concat(where(group), Stream.of(Long.toString(checkpointMillis), Detections.OF_FLINK)))
                .toList();
    }

    private List<String> rival(String runner, String group) {
        return Stream.concat(Stream.of(Rival.class.getName(), runner), where(group))
                .toList();
    }

    private Stream<String> where(String group) {
        return Stream.of(bootstrapServers, group, directory.resolve(group).toString(), Integer.toString(threads));
    }
}
