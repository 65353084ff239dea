package io.podtide.wire.avro;

import io.podtide.detect.observation.Unseen;
import io.podtide.schema.ClusterPart;
import io.podtide.schema.UnseenPart;
import io.podtide.schema.UnseenReason;
import java.util.List;

/** {@link Unseen} as Avro. */
public final class UnseenAvro {

    private UnseenAvro() {}

    public static List<UnseenPart> toAvro(List<Unseen> unseen) {
        return unseen.stream()
                .map(each -> new UnseenPart(
                        ClusterPart.valueOf(each.part().name()),
                        UnseenReason.valueOf(each.reason().name()),
                        each.since()))
                .toList();
    }

    /** Without parts that only a newer writer knows: nothing of ours is read from them. */
    public static List<Unseen> fromAvro(List<UnseenPart> avro) {
        return avro.stream()
                .filter(each -> each.getPart() != ClusterPart.OTHER)
                .map(each -> new Unseen(
                        Unseen.Part.valueOf(each.getPart().name()), reason(each.getReason()), each.getSince()))
                .toList();
    }

    private static Unseen.Reason reason(UnseenReason reason) {
        return reason == UnseenReason.OTHER ? Unseen.Reason.FAILED : Unseen.Reason.valueOf(reason.name());
    }
}
