package io.podtide.streams.state;

import io.podtide.schema.ClusterProgress;
import io.podtide.wire.SymptomRecord;
import io.podtide.wire.avro.IncidentAvro;
import io.podtide.wire.avro.SymptomChangeAvro;
import java.util.List;
import java.util.Optional;

/** {@link FleetNews} as Avro. */
public final class FleetNewsAvro {

    private FleetNewsAvro() {}

    public static io.podtide.schema.FleetNews toAvro(FleetNews news) {
        if (news instanceof FleetNews.Draft draft) {
            return new io.podtide.schema.FleetNews(IncidentAvro.toAvro(draft.incident()), null, List.of());
        }
        if (news instanceof FleetNews.Kill kill) {
            return new io.podtide.schema.FleetNews(null, SymptomChangeAvro.toAvro(kill.change()), List.of());
        }
        var times = ((FleetNews.Times) news).clusters();
        return new io.podtide.schema.FleetNews(
                null,
                null,
                times.stream()
                        .map(c -> new ClusterProgress(c.cluster(), c.at(), c.silent()))
                        .toList());
    }

    /** Empty where it says something newer than this version. */
    public static Optional<FleetNews> fromAvro(io.podtide.schema.FleetNews avro) {
        if (avro.getIncident() != null) {
            return IncidentAvro.fromAvro(avro.getIncident()).map(FleetNews.Draft::new);
        }
        if (avro.getKill() != null) {
            return SymptomChangeAvro.fromAvro(avro.getKill()).map(FleetNews.Kill::new);
        }
        return Optional.of(new FleetNews.Times(avro.getProgress().stream()
                .map(c -> new SymptomRecord.ClusterProgress(c.getCluster(), c.getAt(), c.getSilent()))
                .toList()));
    }
}
