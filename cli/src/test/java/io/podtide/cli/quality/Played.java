package io.podtide.cli.quality;

import io.podtide.detect.Detection;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.Workload;
import io.podtide.detect.rule.RuleBook;
import io.podtide.ingest.kube.RoutingLabels;
import io.podtide.ingest.recording.RecordingPlayer;
import io.podtide.ingest.recording.RecordingReader;
import io.podtide.rules.Causes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What detection makes of a recording.
 *
 * @param owners workloads by the uids of their pods
 */
record Played(List<Incident> revisions, Map<String, Subject> owners) {

    static Played of(Lines lines, RuleBook rules) throws IOException {
        var detection = new Detection(rules, Causes.builtIn());
        var revisions = new ArrayList<Incident>();
        var owners = new HashMap<String, Subject>();
        var reader = new RecordingReader("lines", lines.stream(), "c", bad -> {
            throw new AssertionError(bad.display());
        });
        try (var player = new RecordingPlayer(List.of(reader), RoutingLabels.DEFAULT)) {
            while (player.hasNext()) {
                var observation = player.next();
                if (observation instanceof PodStatus pod) {
                    owners.put(pod.uid(), subject(pod.workload()));
                }
                revisions.addAll(detection.observe(observation));
            }
        }
        return new Played(revisions, owners);
    }

    private static Subject subject(Workload workload) {
        return new Subject(workload.kind(), workload.namespace(), workload.name());
    }

    /** Only what was told of as much. */
    Played of(Scope scope) {
        return new Played(
                revisions.stream().filter(revision -> revision.scope() == scope).toList(), owners);
    }

    Score against(List<TruthRow> rows) {
        return new Score(rows, revisions, owners);
    }
}
