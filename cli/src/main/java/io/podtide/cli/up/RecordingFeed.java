package io.podtide.cli.up;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.ingest.kube.RoutingLabels;
import io.podtide.ingest.publish.Sink;
import io.podtide.ingest.recording.BadLines;
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
import java.util.function.Supplier;

/** Plays recordings into Kafka, as an ingestor would have written what they show. */
public final class RecordingFeed implements Feed {

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration MARKED_EVERY = Duration.ofSeconds(1);

    private final List<Path> files;
    private final Speed speed;
    private final Position position;
    private final BadLines bad;
    private final Map<String, Instant> clusters = new TreeMap<>();

    /** @param position where an earlier start got to; played from there */
    public RecordingFeed(List<Path> files, Speed speed, Position position, BadLines bad) {
        this.files = List.copyOf(files);
        this.position = position;
        this.speed = speed;
        this.bad = bad;
    }

    @Override
    public String display() {
        return String.join(
                ", ", files.stream().map(f -> f.getFileName().toString()).toList());
    }

    @Override
    public void run(Supplier<? extends Sink> sinks, Listener listener) throws IOException, InterruptedException {
        try (var sink = sinks.get()) {
            play(sink, listener);
            if (listener.ended()) {
                return;
            }
            while (true) {
                keepAlive(sink);
                Thread.sleep(HEARTBEAT.toMillis());
            }
        }
    }

    private void play(Sink sink, Listener listener) throws IOException, InterruptedException {
        var pace = new Pace(speed);
        long skipped = position.read();
        long count = 0;
        long marked = System.nanoTime();
        long alive = marked;
        try (var player = new RecordingPlayer(readers(), RoutingLabels.DEFAULT)) {
            while (player.hasNext()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (System.nanoTime() - alive > HEARTBEAT.toNanos()) { // the recording of another may have ended
                    sink.flush();
                    keepAlive(sink);
                    alive = System.nanoTime();
                }
                var observation = player.next();
                clusters.put(observation.cluster(), observation.observedAt());
                if (++count <= skipped) {
                    continue;
                }
                pace.await(observation.observedAt());
                if (observation instanceof ClusterClock) {
                    // Topics are sent side by side: the time must not overtake what was seen before it.
                    sink.flush();
                }
                sink.accept(observation);
                listener.handedOver(count, observation.observedAt());
                if (System.nanoTime() - marked > MARKED_EVERY.toNanos()) {
                    sink.flush();
                    position.write(count);
                    marked = System.nanoTime();
                }
            }
        }
        sink.flush();
        position.write(count);
    }

    /** The clusters of an ended recording are not silent: their time stands still, but they are there. */
    private void keepAlive(Sink sink) {
        clusters.forEach((cluster, at) -> sink.clock(new ClusterClock(cluster, at, Mark.HEARTBEAT, null)));
        sink.flush();
    }

    private List<RecordingReader> readers() throws IOException {
        var readers = new ArrayList<RecordingReader>();
        for (var file : files) {
            readers.add(RecordingReader.open(file, RecordingReader.DEFAULT_CLUSTER, bad));
        }
        return readers;
    }
}
