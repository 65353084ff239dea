package io.podtide.bench.scale;

import static java.util.stream.Collectors.averagingInt;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.podtide.bench.micro.Statuses;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.pod.PodTrack;
import io.podtide.detect.pod.PodTracker;
import io.podtide.detect.rule.RuleBook;
import io.podtide.rules.Causes;
import io.podtide.streams.Stores;
import io.podtide.wire.registry.SchemaIds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With every state that the pods of the shipped recording go through. */
class PodStatesTest {

    private static final int KEY = 45;

    private final PodTracker tracker = new PodTracker(RuleBook.DEFAULTS, Causes.builtIn());
    private final List<PodTrack> tracks = new ArrayList<>();

    PodStatesTest() throws IOException {
        var pods = new HashMap<String, PodTrack>();
        for (var status : Statuses.recorded()) {
            pods.put(status.key(), after(pods.getOrDefault(status.key(), new PodTrack.Nothing()), status));
        }
    }

    private PodTrack after(PodTrack before, PodStatus status) {
        var track = before;
        for (var due = tracker.deadline(track);
                due.isPresent() && !due.get().isAfter(status.observedAt());
                due = tracker.deadline(track)) {
            track = kept(tracker.time(track, due.get()).state());
        }
        return kept(tracker.status(track, status).state());
    }

    private PodTrack kept(PodTrack track) {
        if (!(track instanceof PodTrack.Nothing)) {
            tracks.add(track);
        }
        return track;
    }

    @Test
    void podsOfARealClusterAreOfEveryKindThatHappenedThere() {
        assertThat(tracks.stream().map(PodKind::of).distinct())
                .containsExactlyInAnyOrder(
                        PodKind.HEALTHY,
                        PodKind.ON_ITS_WAY,
                        PodKind.RESTARTING,
                        PodKind.PENDING,
                        PodKind.LOST,
                        PodKind.ENDED,
                        PodKind.GONE);
    }

    @Test
    void theMeanIsThatOfWhatIsWrittenAndTheKey() {
        var serializer = Stores.of(SchemaIds.fixed()).pods().serializer();
        var states = new PodStates();
        tracks.forEach(track -> states.add(KEY, serializer.serialize("pods", track)));
        states.add(KEY, null);

        var expected = tracks.stream()
                .collect(groupingBy(PodKind::of, averagingInt(track -> serializer.serialize("pods", track).length)));

        expected.forEach((kind, mean) -> assertThat(states.bytes(List.of(kind))).isCloseTo(KEY + mean, within(0.001)));
        assertThat(states.bytes(List.of(PodKind.NOT_READY))).isZero();
        assertThat(states.table().lines().filter(line -> line.contains("failing")))
                .hasSizeGreaterThanOrEqualTo(2);
    }
}
