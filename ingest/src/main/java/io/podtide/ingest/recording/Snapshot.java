package io.podtide.ingest.recording;

import io.podtide.detect.observation.Observation;
import java.time.Instant;
import java.util.List;

/**
 * A cluster at one moment.
 *
 * @param observedAt the moment; 1970 where nothing in it tells a time
 * @param observations Events first, by when they were last seen, so that a pod's status finds its evidence; all of them are
 *     history, as pods of a first list are
 */
public record Snapshot(Instant observedAt, List<Observation> observations) {

    public Snapshot {
        observations = List.copyOf(observations);
    }
}
