package io.podtide.bench;

import io.podtide.cli.Podtide;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code podtide simulate} writes to Kafka. */
public final class SimulatedFleet {

    private SimulatedFleet() {}

    /** @param options of {@code podtide simulate} beside the brokers */
    public static void fill(String bootstrapServers, Path directory, String... options)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of(Podtide.class.getName(), "simulate", "--bootstrap-servers=" + bootstrapServers));
        command.addAll(List.of(options));
        try (var simulation = Child.start("simulate", directory.resolve("simulate.log"), command)) {
            simulation.end();
        }
    }
}
