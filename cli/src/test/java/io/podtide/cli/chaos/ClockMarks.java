package io.podtide.cli.chaos;

import io.podtide.cli.e2e.ClusterClocks;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.wire.KafkaSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gaps of a cluster, as {@code podtide.cluster-clock} tells of them. */
final class ClockMarks {

    private ClockMarks() {}

    /**
     * @param from the last that was heard before it
     * @param to null: it has not ended
     */
    record Gap(Instant from, @Nullable Instant to) {

        boolean touches(Instant begin, Instant end) {
            return !from.isAfter(end) && (to == null || !to.isBefore(begin));
        }
    }

    static List<Gap> gaps(KafkaSettings kafka, String cluster) {
        var gaps = new ArrayList<Gap>();
        Instant heard = Instant.EPOCH;
        Instant begun = null;
        for (var clock : ClusterClocks.all(kafka)) {
            if (!clock.cluster().equals(cluster)) {
                continue;
            }
            if (clock.mark() == Mark.GAP_STARTED && begun == null) {
                begun = heard;
            } else if (clock.mark() == Mark.GAP_ENDED && begun != null) {
                gaps.add(new Gap(begun, clock.observedAt()));
                begun = null;
            }
            heard = clock.observedAt().isAfter(heard) ? clock.observedAt() : heard;
        }
        if (begun != null) {
            gaps.add(new Gap(begun, null));
        }
        return gaps;
    }
}
