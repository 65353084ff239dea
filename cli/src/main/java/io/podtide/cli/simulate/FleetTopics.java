package io.podtide.cli.simulate;

import io.podtide.cli.print.StatusLine;
import io.podtide.cli.up.Pace;
import io.podtide.cli.up.Speed;
import io.podtide.detect.observation.Observation;
import io.podtide.ingest.kube.RoutingLabels;
import io.podtide.ingest.kube.WatchEvent;
import io.podtide.ingest.kube.WatchEventDecoder;
import io.podtide.ingest.publish.KafkaSink;
import io.podtide.ingest.publish.PublishException;
import io.podtide.ingest.recording.ListingPlayer;
import io.podtide.ingest.recording.Recorded;
import io.podtide.simulate.fleet.Line;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.topic.Topics;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.Objects;

/** A fleet as its ingestors would write it to Kafka. */
public final class FleetTopics {

    private final KafkaSettings kafka;
    private final Topics topics;
    private final int partitions;

    public FleetTopics(KafkaSettings kafka, Topics topics, int partitions) {
        this.kafka = kafka;
        this.topics = topics;
        this.partitions = partitions;
    }

    /** @return how many observations were written */
    public long write(Iterator<Line> fleet, Speed speed, StatusLine status) throws InterruptedException {
        var pace = new Pace(speed);
        var player = observations(fleet);
        long written = 0;
        try (var sink = KafkaSink.open(kafka, topics, partitions, "podtide-simulate")) {
            while (player.hasNext()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                var observation = player.next();
                pace.await(observation.observedAt());
                sink.accept(observation);
                long given = ++written;
                status.update(() -> given + " observations, " + observation.observedAt());
            }
        } catch (PublishException e) {
            if (Thread.interrupted()) { // while it waited for room in the producer's buffer
                throw new InterruptedException();
            }
            throw e;
        }
        return written;
    }

    static Iterator<Observation> observations(Iterator<Line> fleet) {
        return new ListingPlayer(new Events(fleet), RoutingLabels.DEFAULT);
    }

    /** Read as a line of a recording is, so that nothing is written that a real cluster would not give. */
    private record Events(Iterator<Line> lines) implements Iterator<ListingPlayer.Event> {

        @Override
        public boolean hasNext() {
            return lines.hasNext();
        }

        @Override
        public ListingPlayer.Event next() {
            var line = lines.next();
            var decoded = new ArrayList<WatchEvent>(1);
            WatchEventDecoder.decode(line.json(), decoded::add, (number, problem) -> {
                throw new IllegalStateException("a simulated line is bad: " + problem);
            });
            var object = Objects.requireNonNull(decoded.get(0).object());
            var type = Recorded.Type.valueOf(line.type().name());
            return new ListingPlayer.Event(new Recorded(line.at(), line.cluster(), type, object, 0), line.listed());
        }
    }
}
