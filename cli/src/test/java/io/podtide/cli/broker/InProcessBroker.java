package io.podtide.cli.broker;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.kafka.common.utils.Exit;

/**
 * A real broker within the tests' own process: half the start time of a child. What would end the virtual machine throws
 * instead.
 */
public final class InProcessBroker implements AutoCloseable {

    private final KafkaBroker broker;

    private InProcessBroker(KafkaBroker broker) {
        this.broker = broker;
    }

    public static InProcessBroker start(Path directory) {
        Exit.setExitProcedure(InProcessBroker::refuse);
        Exit.setHaltProcedure(InProcessBroker::refuse);
        return new InProcessBroker(KafkaBroker.start(directory));
    }

    private static void refuse(int status, String message) {
        throw new AssertionError("the broker wanted to end with status " + status + ": " + message);
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public void close() throws IOException {
        broker.close();
        Exit.resetExitProcedure();
        Exit.resetHaltProcedure();
    }
}
