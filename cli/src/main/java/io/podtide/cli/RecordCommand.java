package io.podtide.cli;

import io.podtide.ingest.publish.NoSink;
import io.podtide.ingest.recording.Recorded;
import io.podtide.ingest.recording.RecordingWriter;
import io.podtide.ingest.watch.ClusterWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code podtide record}. */
@Command(
        name = "record",
        description = {
            "Writes a cluster's watch stream as a recording, until it is interrupted.",
            "Only the fields that Podtide reads are written; messages are as they are: look through it before you share it."
        })
final class RecordCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    @Mixin
    private final KubeOptions kube = new KubeOptions();

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Compressed if its name ends in .gz.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws Exception {
        var written = new AtomicLong();
        var end = new CompletableFuture<Void>();
        try (var connection = kube.connect();
                var writer = RecordingWriter.create(out);
                var stop = new StopSignal(() -> end.complete(null))) {
            var options = ClusterWatches.options(console, recorded -> write(writer, recorded, written, end));
            try (var watch = new ClusterWatch(connection, new NoSink(), options)) {
                watch.start();
                var unused = watch.end().whenComplete((nothing, failure) -> finish(end, failure));
                console.note("recording cluster " + connection.name() + " to " + out + "; Ctrl-C ends it");
                end.join();
            }
            console.note(written.get() + " changes written to " + out);
            stop.finished();
        }
        return ExitCode.DONE;
    }

    private static void write(
            RecordingWriter writer, Recorded recorded, AtomicLong written, CompletableFuture<Void> end) {
        try {
            writer.write(recorded);
            writer.flush();
            written.incrementAndGet();
        } catch (IOException e) {
            end.completeExceptionally(new UncheckedIOException(e)); // a full disk: what is written stays
        }
    }

    private static void finish(CompletableFuture<Void> end, @Nullable Throwable failure) {
        if (failure != null) {
            end.completeExceptionally(new CompletionException(failure));
        }
    }
}
