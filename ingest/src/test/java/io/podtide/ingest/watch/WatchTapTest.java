package io.podtide.ingest.watch;

import static io.podtide.ingest.watch.FakeApi.list;
import static io.podtide.ingest.watch.WatchFixture.IMPATIENT;
import static io.podtide.ingest.watch.WatchFixture.event;
import static io.podtide.ingest.watch.WatchFixture.node;
import static io.podtide.ingest.watch.WatchFixture.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.Observation;
import io.podtide.ingest.kube.RoutingLabels;
import io.podtide.ingest.recording.RecordingPlayer;
import io.podtide.ingest.recording.RecordingReader;
import io.podtide.ingest.recording.RecordingWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WatchTapTest {

    @TempDir
    Path folder;

    @Test
    void whatIsRecordedPlaysAsItWasObserved() throws Exception {
        var file = folder.resolve("live.jsonl.gz");
        var sink = new KeptSink();
        try (var api = new FakeApi().pods(list("10", pod("a", 1)));
                var connection = api.connection();
                var writer = RecordingWriter.create(file);
                var watch = new ClusterWatch(connection, sink, tapped(WatchTap.into(writer)))) {
            watch.start();
            api.podWatch().sends("MODIFIED", pod("a", 11)).sends("DELETED", pod("a", 12));
            sink.awaitAll("GAP_STARTED", "LISTED a@1", "SYNCED", "GAP_ENDED", "CHANGED a@11", "DELETED a@12");
            api.eventWatch().sends("ADDED", event("e", 13));
            api.nodeWatch().sends("ADDED", node("n", 14)).sends("DELETED", node("n", 15));
            await().until(() -> withoutClocks(sink.all()).size() == 6);
        }

        // Of a pod without creationTimestamp nobody can say that it was there before: LISTED plays as CHANGED.
        assertThat(play(file))
                .extracting(seen -> seen.toString().replace("LISTED", "CHANGED").replace("cluster-uid", ""))
                .containsExactlyElementsOf(withoutClocks(sink.all()).stream()
                        .map(seen ->
                                seen.toString().replace("LISTED", "CHANGED").replace("cluster-uid", ""))
                        .toList());
    }

    private static ClusterWatch.Options tapped(WatchTap tap) {
        return new ClusterWatch.Options(
                IMPATIENT, RoutingLabels.DEFAULT, Clock.systemUTC(), tap, WatchFixture.problems()::add);
    }

    private static List<Observation> play(Path file) throws IOException {
        var all = new ArrayList<Observation>();
        var reader = RecordingReader.open(file, "other", line -> {
            throw new AssertionError(line.display());
        });
        try (var player = new RecordingPlayer(List.of(reader), RoutingLabels.DEFAULT)) {
            player.forEachRemaining(all::add);
        }
        return withoutClocks(all);
    }

    private static List<Observation> withoutClocks(List<Observation> all) {
        return all.stream().filter(seen -> !(seen instanceof ClusterClock)).toList();
    }
}
