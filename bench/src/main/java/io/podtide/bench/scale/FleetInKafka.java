package io.podtide.bench.scale;

import io.podtide.bench.Scratch;
import io.podtide.bench.SimulatedFleet;
import io.podtide.bench.throughput.Race;
import io.podtide.cli.broker.BrokerProcess;
import io.podtide.wire.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Node;

/** A broker that a fleet has been written to, a directory, and instances that read it. */
final class FleetInKafka implements AutoCloseable {

    private static final List<String> OUTPUTS = List.of(Topics.SYMPTOMS, Topics.INCIDENTS);

    private final FleetSize size;
    private final StreamsOptions streams;
    private final Path directory;
    private final BrokerProcess broker;
    private final Admin admin;

    private FleetInKafka(FleetSize size, StreamsOptions streams, Path directory, BrokerProcess broker, Admin admin) {
        this.size = size;
        this.streams = streams;
        this.directory = directory;
        this.broker = broker;
        this.admin = admin;
    }

    /** @param life further options of {@code podtide simulate} */
    static FleetInKafka fill(FleetSize size, StreamsOptions streams, List<String> life)
            throws IOException, InterruptedException {
        var directory = Scratch.create("podtide-scale");
        var broker = BrokerProcess.start(directory.resolve("broker"));
        var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
        var fleet = new FleetInKafka(size, streams, directory, broker, admin);
        try {
            var options = Stream.of(size.options(), life, List.of("--partitions=" + streams.partitions()))
                    .flatMap(List::stream)
                    .toArray(String[]::new);
            SimulatedFleet.fill(broker.bootstrapServers(), directory, options);
            return fleet;
        } catch (IOException | InterruptedException | RuntimeException e) {
            fleet.close();
            throw e;
        }
    }

    FleetSize size() {
        return size;
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    Admin admin() {
        return admin;
    }

    StreamsOptions streams() {
        return streams;
    }

    /** From the beginning: what another has written is not in its way. */
    Race race() throws ExecutionException, InterruptedException {
        var race = new Race(admin);
        race.empty(OUTPUTS);
        return race;
    }

    StateDirectory state(String name) {
        return new StateDirectory(directory.resolve(name));
    }

    /** @param group its application id */
    Instance start(String group, StateDirectory state, int threads, String... options) throws IOException {
        var all = new ArrayList<>(List.of(
                "--bootstrap-servers=" + bootstrapServers(),
                "--application-id=" + group,
                "--state-dir=" + state.path(),
                "--threads=" + threads,
                "--partitions=" + streams.partitions()));
        all.addAll(List.of(options));
        return Instance.start(Path.of(state.path() + ".log"), streams, all);
    }

    /** Of these topics, on disk. */
    long bytes(Predicate<String> topics) throws ExecutionException, InterruptedException {
        var brokers =
                admin.describeCluster().nodes().get().stream().map(Node::id).toList();
        return admin.describeLogDirs(brokers).allDescriptions().get().values().stream()
                .flatMap(directories -> directories.values().stream())
                .flatMap(log -> log.replicaInfos().entrySet().stream())
                .filter(replica -> topics.test(replica.getKey().topic()))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
    }

    @Override
    public void close() throws IOException {
        admin.close();
        broker.close();
        Scratch.delete(directory);
    }
}
