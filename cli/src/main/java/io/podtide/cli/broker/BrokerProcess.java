package io.podtide.cli.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The broker as its parent sees it: a child process with a data directory, an address and an end. */
public final class BrokerProcess implements AutoCloseable {

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(15);

    private final Path directory;
    private final Process process;
    private final Instant started = Instant.now();
    private final CompletableFuture<String> address = new CompletableFuture<>();
    private final CompletableFuture<BrokerFailure> death = new CompletableFuture<>();
    private volatile boolean closing;

    private BrokerProcess(Path directory, Process process) {
        this.directory = directory;
        this.process = process;
    }

    /** Starts a broker on this directory, which is created if need be, and returns when it serves clients. */
    public static BrokerProcess start(Path directory) {
        var absolute = directory.toAbsolutePath().normalize();
        try {
            var process = new BrokerCommand(absolute).start();
            var broker = new BrokerProcess(absolute, process);
            broker.listen();
            broker.awaitReady();
            return broker;
        } catch (IOException e) {
            throw new BrokerFailure("cannot start the broker: " + e.getMessage(), e);
        }
    }

    /** For clients on this machine; nobody else is served. */
    public String bootstrapServers() {
        return address.join();
    }

    /** Completes, on a thread of its own, when the broker has ended without having been closed. */
    public CompletableFuture<BrokerFailure> death() {
        return death.copy();
    }

    /** For measuring. */
    public long pid() {
        return process.pid();
    }

    private void listen() {
        var thread = new Thread(this::readOutput, "broker-output");
        thread.setDaemon(true);
        thread.start();
    }

    private void readOutput() {
        try (var out = process.inputReader()) {
            ended(readLines(out));
        } catch (IOException e) {
            ended(e.toString());
        }
    }

    /** Returns the last line that is not part of the agreement: the virtual machine's own last words. */
    private String readLines(BufferedReader out) throws IOException {
        var last = "";
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(EmbeddedBroker.READY)) {
                address.complete(line.substring(EmbeddedBroker.READY.length()));
            } else if (line.startsWith(EmbeddedBroker.FAILED)) {
                address.completeExceptionally(new BrokerFailure(line.substring(EmbeddedBroker.FAILED.length())));
            } else if (!line.isBlank() && !line.startsWith("Picked up ")) { // JAVA_TOOL_OPTIONS are no failure
                last = line;
            }
        }
        return last;
    }

    private void ended(String lastWords) {
        if (closing) {
            address.completeExceptionally(new BrokerFailure("the broker was closed"));
            return;
        }
        var failure = new BrokerFailure("the broker has ended by itself: " + why(lastWords) + logged());
        address.completeExceptionally(failure);
        death.complete(failure);
    }

    private void awaitReady() {
        try {
            address.get(STARTS_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            close();
            throw e.getCause() instanceof BrokerFailure failure ? failure : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            close();
            throw new BrokerFailure("the broker did not start within " + STARTS_WITHIN.toSeconds() + " s: "
                    + BrokerLog.lastError(directory, started) + logged());
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new BrokerFailure("interrupted while the broker started");
        }
    }

    private String why(String lastWords) {
        if (!lastWords.isEmpty()) {
            return lastWords;
        }
        try {
            // Kafka's own last words only say that its directory has failed.
            return DiskSpace.shortage(directory).orElseGet(() -> BrokerLog.lastError(directory, started));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private String logged() {
        return " (log: " + BrokerLog.file(directory) + ")";
    }

    /** Asks the broker to end, waits, and ends it by force if need be. */
    @Override
    public void close() {
        closing = true;
        try {
            process.getOutputStream().close();
            if (process.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            // the pipe is broken: it is dead or about to be killed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
