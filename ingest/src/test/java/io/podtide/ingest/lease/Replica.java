package io.podtide.ingest.lease;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.podtide.ingest.watch.ClusterException;
import io.podtide.ingest.watch.KubeConnection;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;

/** One of the processes that share a cluster, as a thread. It works by doing nothing until it is interrupted. */
final class Replica implements AutoCloseable {

    private static final Duration DURATION = Duration.ofSeconds(3);

    private final KubeConnection connection;
    private final BlockingQueue<Leadership> begun = new LinkedBlockingQueue<>();
    private final BlockingQueue<Leadership> ended = new LinkedBlockingQueue<>();
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final LeaseSettings settings;
    private volatile String state = "";
    private final Thread thread;

    Replica(FakeLeases api, String name) throws IOException {
        this(api, name, Clock.systemUTC());
    }

    Replica(FakeLeases api, String name, Clock clock) throws IOException {
        connection = api.connection(name);
        settings = new LeaseSettings(
                "podtide", LeaseSettings.NAME, name, DURATION, Duration.ofSeconds(2), Duration.ofMillis(200));
        var election = new LeaderElection(connection, settings, clock, new Told());
        thread = new Thread(() -> {
            try {
                election.run(this::work);
            } catch (InterruptedException e) {
                // asked to stop
            } catch (ExecutionException e) {
                notes.add("failed: " + e.getCause());
            }
        });
        thread.start();
    }

    private final class Told implements ElectionListener {

        @Override
        public void note(String text) {
            notes.add(text);
        }

        @Override
        public void standsBy() {
            state = "stands by";
        }

        @Override
        public void failed(ClusterException problem) {
            state = problem.kind().name();
        }
    }

    private void work(Leadership leadership) throws InterruptedException {
        begun.add(leadership);
        try {
            new CountDownLatch(1).await();
        } finally {
            ended.add(leadership);
        }
    }

    Leadership awaitLeadership() throws InterruptedException {
        return next(begun, "did not become leader");
    }

    Leadership awaitEnd() throws InterruptedException {
        return next(ended, "did not end its work");
    }

    boolean works() {
        return !begun.isEmpty();
    }

    /** While it does not work: why, as it is told with every attempt. */
    String state() {
        return state;
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    private Leadership next(BlockingQueue<Leadership> queue, String otherwise) throws InterruptedException {
        var leadership = queue.poll(60, SECONDS);
        if (leadership == null) {
            throw new AssertionError(settings.identity() + ' ' + otherwise + ": " + notes);
        }
        return leadership;
    }

    /** In good order: gives the Lease back. */
    void stop() {
        thread.interrupt();
        try {
            thread.join(SECONDS.toMillis(60));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
        connection.close();
    }
}
