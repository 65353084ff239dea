package io.podtide.bench.micro;

import io.podtide.detect.observation.PodStatus;
import io.podtide.ingest.kube.RoutingLabels;
import io.podtide.ingest.recording.RecordingPlayer;
import io.podtide.ingest.recording.RecordingReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Every pod status of the recording that is shipped, in order: real pods of a real cluster, sound and failing. */
public final class Statuses {

    private static final String RECORDING = "/io/podtide/cli/up/mixed-fleet.jsonl.gz";

    private Statuses() {}

    public static List<PodStatus> recorded() throws IOException {
        var in = Objects.requireNonNull(Statuses.class.getResourceAsStream(RECORDING), RECORDING);
        var reader = new RecordingReader(RECORDING, in, RecordingReader.DEFAULT_CLUSTER, bad -> {});
        var statuses = new ArrayList<PodStatus>();
        try (var player = new RecordingPlayer(List.of(reader), RoutingLabels.DEFAULT)) {
            while (player.hasNext()) {
                if (player.next() instanceof PodStatus status) {
                    statuses.add(status);
                }
            }
        }
        return statuses;
    }
}
