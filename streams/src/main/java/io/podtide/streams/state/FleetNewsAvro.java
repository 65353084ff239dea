package io.podtide.streams.state;

import io.podtide.wire.avro.IncidentAvro;
import io.podtide.wire.avro.SymptomChangeAvro;
import io.podtide.wire.avro.SymptomRecordAvro;
import java.util.List;
import java.util.Optional;

/** {@link FleetNews} as Avro. */
public final class FleetNewsAvro {

    private FleetNewsAvro() {}

    public static io.podtide.schema.FleetNews toAvro(FleetNews news) {
        if (news instanceof FleetNews.Draft draft) {
            return new io.podtide.schema.FleetNews(
                    IncidentAvro.toAvro(draft.incident()), null, List.of(), draft.image(), 0);
        }
        if (news instanceof FleetNews.OfNode ofNode) {
            return new io.podtide.schema.FleetNews(null, SymptomChangeAvro.toAvro(ofNode.change()), List.of(), null, 0);
        }
        var times = (FleetNews.Times) news;
        return new io.podtide.schema.FleetNews(
                null,
                null,
                times.clusters().stream().map(SymptomRecordAvro::toAvro).toList(),
                null,
                times.origin());
    }

    /** Empty where it says something newer than this version. */
    public static Optional<FleetNews> fromAvro(io.podtide.schema.FleetNews avro) {
        if (avro.getIncident() != null) {
            return IncidentAvro.fromAvro(avro.getIncident())
                    .map(incident -> new FleetNews.Draft(incident, avro.getImage()));
        }
        if (avro.getKill() != null) {
            return SymptomChangeAvro.fromAvro(avro.getKill()).map(FleetNews.OfNode::new);
        }
        return Optional.of(new FleetNews.Times(
                avro.getOrigin(),
                avro.getProgress().stream().map(SymptomRecordAvro::fromAvro).toList()));
    }
}
