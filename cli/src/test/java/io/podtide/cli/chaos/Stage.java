package io.podtide.cli.chaos;

import io.podtide.wire.KafkaSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The whole pipeline: a broker, an ingestor and two instances of the streams. */
final class Stage implements AutoCloseable {

    private static final String MAIN = "io.podtide.cli.Podtide";
    private static final String STREAMS_READY = "streams: running";
    private static final int PATIENCE_SECONDS = 120;

    private final ChaosBroker broker;
    private final List<Role> streams = new ArrayList<>();
    private final List<Role> ingestors = new ArrayList<>();

    private Stage(ChaosBroker broker, Path directory, int partitions) throws IOException {
        this.broker = broker;
        for (var name : List.of("streams-1", "streams-2")) {
            streams.add(Role.start(name, directory, MAIN, STREAMS_READY, streams(directory.resolve(name), partitions)));
        }
        // only then: which of them is given which task first is no part of what is looked at
        streams.forEach(role -> awaitStart(role, 1));
    }

    /** Nothing is ingested. */
    static Stage empty(int partitions, Path directory) throws IOException {
        return new Stage(ChaosBroker.start(directory.resolve("broker")), directory, partitions);
    }

    /** Plays recordings. */
    static Stage playing(List<Path> recordings, String speed, int partitions, Path directory) throws IOException {
        var stage = empty(partitions, directory);
        var line = new ArrayList<>(List.of("ingest", "--bootstrap-servers", stage.broker.bootstrapServers()));
        line.addAll(List.of("--partitions", Integer.toString(partitions), "--speed", speed, "--recording"));
        recordings.forEach(file -> line.add(file.toString()));
        stage.ingestors.add(Role.start("ingest", directory, MAIN, "ingest: ", line));
        return stage;
    }

    private List<String> streams(Path state, int partitions) {
        return List.of(
                "streams",
                "--bootstrap-servers",
                broker.bootstrapServers(),
                "--partitions",
                Integer.toString(partitions),
                "--threads",
                "1",
                "--state-dir",
                state.toString());
    }

    static void awaitStart(Role role, int count) {
        Awaitility.await(role.name() + " at work")
                .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .until(() -> role.starts().size() >= count);
    }

    ChaosBroker broker() {
        return broker;
    }

    KafkaSettings kafka() {
        return KafkaSettings.of(broker.bootstrapServers(), Map.of());
    }

    Role ingest() {
        return ingestors.get(0);
    }

    List<Role> streams() {
        return List.copyOf(streams);
    }

    Victim victim(String name) {
        if (name.equals(broker.name())) {
            return broker;
        }
        return Stream.concat(streams.stream(), ingestors.stream())
                .filter(role -> role.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        for (var role : ingestors) {
            role.close();
        }
        for (var role : streams) {
            role.close();
        }
        broker.close();
    }
}
