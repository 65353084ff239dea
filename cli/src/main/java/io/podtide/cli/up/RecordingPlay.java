package io.podtide.cli.up;

import io.podtide.cli.up.Feed.Listener;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.Observation;
import io.podtide.ingest.kube.RoutingLabels;
import io.podtide.ingest.publish.RecordingSink;
import io.podtide.ingest.recording.RecordingPlayer;
import io.podtide.ingest.recording.RecordingReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Recordings played once, from where Kafka has them to their end. */
final class RecordingPlay {

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    /** Readers see observations so much later at most. */
    private static final Duration COMMITTED_AFTER = Duration.ofMillis(200);

    private final List<Path> files;
    private final Pace pace;
    private final RecordingSink sink;
    private final Consumer<String> notes;
    private final Map<String, Instant> clusters = new TreeMap<>();
    private long given;
    private long committedNanos = System.nanoTime();
    private long aliveNanos = System.nanoTime();
    /** Nothing else was given since the last commit. */
    private boolean onlyClocks = true;

    RecordingPlay(List<Path> files, Speed speed, RecordingSink sink, Consumer<String> notes) {
        this.files = files;
        this.pace = new Pace(speed);
        this.sink = sink;
        this.notes = notes;
    }

    void run(Listener listener) throws IOException, InterruptedException {
        play(listener);
        if (listener.ended()) {
            return;
        }
        while (true) {
            keepAlive();
            Thread.sleep(HEARTBEAT.toMillis());
        }
    }

    private void play(Listener listener) throws IOException, InterruptedException {
        try (var player = new RecordingPlayer(readers(), RoutingLabels.DEFAULT)) {
            while (player.hasNext()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                var observation = player.next();
                if (clusters.put(observation.cluster(), observation.observedAt()) == null) {
                    listener.met(observation.cluster());
                }
                if (given < sink.position()) {
                    given++;
                    continue;
                }
                keepOthersAlive();
                await(observation.observedAt());
                give(observation);
                listener.handedOver(given, observation.observedAt());
            }
        }
        commit();
    }

    /** Nobody is to wait for what is given until more is due. */
    private void await(Instant observedAt) throws InterruptedException {
        if (pace.left(observedAt).compareTo(COMMITTED_AFTER) > 0) {
            commit();
        }
        pace.await(observedAt);
    }

    /** Topics are read side by side: the time must not overtake what was seen before it. */
    private void give(Observation observation) {
        boolean clock = observation instanceof ClusterClock;
        if ((clock && !onlyClocks) || System.nanoTime() - committedNanos > COMMITTED_AFTER.toNanos()) {
            commit();
        }
        sink.accept(observation);
        onlyClocks &= clock;
        given++;
    }

    private void commit() {
        sink.commit(given);
        onlyClocks = true;
        committedNanos = System.nanoTime();
    }

    /** The recording of another may have ended. */
    private void keepOthersAlive() {
        if (System.nanoTime() - aliveNanos > HEARTBEAT.toNanos()) {
            commit();
            keepAlive();
            aliveNanos = System.nanoTime();
        }
    }

    /** The clusters of an ended recording are not silent: their time stands still, but they are there. */
    private void keepAlive() {
        clusters.forEach((cluster, at) -> sink.accept(new ClusterClock(cluster, at, Mark.HEARTBEAT, null)));
        commit();
    }

    private List<RecordingReader> readers() throws IOException {
        var readers = new ArrayList<RecordingReader>();
        for (var file : files) {
            readers.add(
                    RecordingReader.open(file, RecordingReader.DEFAULT_CLUSTER, bad -> notes.accept(bad.display())));
        }
        return readers;
    }
}
