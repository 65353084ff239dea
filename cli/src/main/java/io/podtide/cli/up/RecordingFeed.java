package io.podtide.cli.up;

import io.podtide.ingest.publish.PublishException;
import io.podtide.ingest.publish.RecordingSink;
import io.podtide.ingest.publish.RecordingSink.Turn;
import io.podtide.ingest.publish.TakenOverException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Plays recordings into Kafka, as an ingestor would have written what they show; goes on where an earlier start, or a broken
 * connection, has left off.
 */
public final class RecordingFeed implements Feed {

    private static final Duration TRIES_AGAIN_AFTER = Duration.ofSeconds(1);

    private final List<Path> files;
    private final Speed speed;
    private final String name;
    private final Consumer<String> notes;

    private RecordingFeed(List<Path> files, Speed speed, String name, Consumer<String> notes) {
        this.files = List.copyOf(files);
        this.speed = speed;
        this.name = name;
        this.notes = notes;
    }

    /** @param notes told what cannot be read, and when Kafka is away */
    public static RecordingFeed of(List<Path> files, Speed speed, Consumer<String> notes) throws IOException {
        return new RecordingFeed(files, speed, Recordings.nameOf(files), notes);
    }

    /** By what is in the recordings. */
    public String name() {
        return name;
    }

    @Override
    public String display() {
        return String.join(
                ", ", files.stream().map(f -> f.getFileName().toString()).toList());
    }

    @Override
    public void run(Target target, Listener listener) throws IOException, InterruptedException {
        var turn = new Turn(name, UUID.randomUUID().toString(), false);
        while (true) {
            try (var sink = target.recording(turn)) {
                turn = new Turn(name, turn.player(), true);
                new RecordingPlay(files, speed, sink, notes).run(listener);
                return;
            } catch (TakenOverException e) {
                throw new UpFailure(e.getMessage() + "; this one has stopped", e);
            } catch (PublishException e) {
                pauseUnlessFinal(e);
            }
        }
    }

    /** Kafka is away for a while, or has given our transaction up because we were asleep. */
    private void pauseUnlessFinal(PublishException failure) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (RecordingSink.isFinal(failure)) {
            throw failure;
        }
        notes.accept(failure.getMessage() + "; going on from what it has");
        Thread.sleep(TRIES_AGAIN_AFTER.toMillis());
    }
}
