package io.podtide.cli.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Main class of the child process that {@link BrokerProcess} starts. Says one line on standard output, {@code READY} and
 * the address or {@code FAILED} and why, and ends when standard input ends: then its parent has closed it or is dead.
 *
 * <p>A process of its own, because Kafka's server halts the virtual machine when its disk fails.
 */
final class EmbeddedBroker {

    static final String READY = "READY ";
    static final String FAILED = "FAILED ";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final long PARENT_CLOSES_WITHIN_SECONDS = 60;

    private EmbeddedBroker() {}

    public static void main(String[] args) {
        System.exit(run(Path.of(args[0])));
    }

    private static int run(Path directory) {
        var stopped = new CountDownLatch(1);
        outliveSignals(stopped);
        try (var broker = KafkaBroker.start(directory)) {
            say(READY + broker.bootstrapServers());
            awaitEndOfInput();
            return 0;
        } catch (BrokerFailure e) {
            say(FAILED + e.getMessage());
            return 1;
        } catch (IOException | RuntimeException e) {
            LOG.error("The broker failed", e);
            say(FAILED + "the broker cannot start: " + e.getMessage());
            return 1;
        } finally {
            stopped.countDown();
        }
    }

    /**
     * Ctrl-C in a terminal reaches the child as well as the parent, which still wants to commit. The virtual machine
     * ends only when its hooks have, and its other threads run on until then.
     */
    private static void outliveSignals(CountDownLatch stopped) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                stopped.await(PARENT_CLOSES_WITHIN_SECONDS, TimeUnit.SECONDS);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "outlive-signals"));
    }

    private static void awaitEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            // what the parent says does not matter, only that it lives
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
