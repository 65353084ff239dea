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
    /** Ids by cluster, of such whose time nobody has told yet: other rules apply, and which of their mutes have ended is not known. */
    private final Map<String, List<String>> putOff = new HashMap<>();

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
        var waiting = putOff.remove(cluster);
        if (waiting != null) {
            waiting.forEach(id -> tell(mutes.time(id, now)));
        }
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
        putOff.clear();
        open.forEach(this::ruled);
    }

    private void ruled(Incident incident) {
        boolean ofTheFleet = incident.cluster().isEmpty(); // which has no time of its own
        var now = ofTheFleet ? incident.updatedAt() : times.get(incident.cluster());
        if (now == null) {
            putOff.computeIfAbsent(incident.cluster(), name -> new ArrayList<>())
                    .add(incident.id());
        } else {
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
