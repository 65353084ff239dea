package io.podtide.bench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.podtide.simulate.fleet.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** The fleet as the kube-state-metrics of its clusters show it. */
final class FleetState {

    private static final JsonMapper JSON = new JsonMapper();

    private final TreeMap<String, ClusterState> clusters = new TreeMap<>();
    private final Owners owners = new Owners();

    synchronized void see(Line line) {
        var cluster = clusters.computeIfAbsent(line.cluster(), ClusterState::new);
        if (line.type() == Line.Type.BOOKMARK) {
            return;
        }
        var object = parse(line);
        cluster.see(line, object);
        if (object.path("kind").asText().equals("Pod")) {
            owners.add(line.cluster(), object);
        }
    }

    private static JsonNode parse(Line line) {
        try {
            return JSON.readTree(line.object());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized Set<String> clusters() {
        return Set.copyOf(clusters.keySet());
    }

    synchronized List<Sample> scrape(String cluster, Instant at) {
        var state = clusters.get(cluster);
        return state == null ? List.of() : state.scrape(at);
    }

    Owners owners() {
        return owners;
    }
}
