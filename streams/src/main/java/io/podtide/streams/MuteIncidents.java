package io.podtide.streams;

import io.podtide.detect.fleet.FleetMemory;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.mute.Mutes;
import io.podtide.detect.observation.ClusterKey;
import io.podtide.detect.rule.RuleBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueStore;

/** The part of {@link CorrelateFleet} that says of incidents that they are muted, and when that has ended. */
final class MuteIncidents {

    private final FleetMemory memory;
    private final KeyValueStore<String, Incident> incidents;
    private final Consumer<List<Incident>> forward;
    private final ClusterDeadlines deadlines = new ClusterDeadlines();
    private final Map<String, Instant> times = new HashMap<>();
    private Mutes mutes;

    MuteIncidents(
            RuleBook rules,
            FleetMemory memory,
            KeyValueStore<String, Incident> incidents,
            Consumer<List<Incident>> forward) {
        this.memory = memory;
        this.incidents = incidents;
        this.forward = forward;
        this.mutes = new Mutes(rules, memory);
        try (var all = incidents.all()) {
            all.forEachRemaining(entry -> arm(entry.value));
        }
    }

    /** The same revisions, those of muted subjects marked. */
    List<Incident> mark(List<Incident> revisions) {
        var marked = mutes.mark(revisions);
        marked.forEach(this::arm);
        return marked;
    }

    /** The time of a cluster has come to {@code now}. */
    void advance(String cluster, Instant now) {
        times.put(cluster, now);
        deadlines.advance(cluster, now, this::fire);
    }

    void catchUp() {
        deadlines.catchUp(this::fire);
    }

    /** Other mutes may concern what is open. */
    void adopt(RuleBook rules) {
        mutes = new Mutes(rules, memory);
        var open = new ArrayList<Incident>();
        try (var all = incidents.all()) {
            all.forEachRemaining(entry -> {
                if (entry.value.state() != State.RESOLVED) {
                    open.add(entry.value);
                }
            });
        }
        for (var incident : open) {
            var now = times.getOrDefault(incident.cluster(), incident.updatedAt());
            tell(mutes.time(incident.id(), now));
        }
    }

    private void fire(String key, Instant due) {
        tell(mutes.time(ClusterKey.rest(key), due));
    }

    private void tell(List<Incident> revisions) {
        revisions.forEach(this::arm);
        forward.accept(revisions);
    }

    private void arm(Incident incident) {
        deadlines.arm(ClusterKey.of(incident.cluster(), incident.id()), Mutes.deadline(incident));
    }
}
