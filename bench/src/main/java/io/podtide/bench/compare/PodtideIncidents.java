package io.podtide.bench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.podtide.bench.compare.Signal.Spell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Incidents, from their revisions as {@code podtide replay} prints them. */
final class PodtideIncidents {

    private final Owners owners;
    private final Map<String, List<JsonNode>> revisions = new LinkedHashMap<>();

    PodtideIncidents(Owners owners) {
        this.owners = owners;
    }

    void add(JsonNode revision) {
        revisions
                .computeIfAbsent(revision.path("id").asText(), id -> new ArrayList<>())
                .add(revision);
    }

    List<Signal> all() {
        return revisions.values().stream()
                .map(own -> {
                    var last = own.get(own.size() - 1);
                    return new Signal(
                            last.path("kind").asText(),
                            subjects(own),
                            last.path("cause").asText(),
                            spells(own));
                })
                .toList();
    }

    /** Its own; of one of a node or more, those of its pods and of its children too. */
    private Set<Subject> subjects(List<JsonNode> own) {
        var last = own.get(own.size() - 1);
        var subjects = new LinkedHashSet<Subject>();
        if (last.path("scope").asText().equals("WORKLOAD")) {
            return Set.of(workload(last));
        } else if (last.path("scope").asText().equals("NODE")) {
            subjects.add(Subject.node(
                    last.path("cluster").asText(), last.path("node").asText()));
        }
        for (var revision : own) {
            for (var pod : revision.path("pods")) {
                var workload = owners.ofPod(pod.path("uid").asText());
                if (workload != null) {
                    subjects.add(workload);
                }
            }
        }
        revisions.values().stream()
                .filter(child -> child.stream()
                        .anyMatch(revision -> revision.path("parentId")
                                .asText()
                                .equals(last.path("id").asText())))
                .forEach(child -> subjects.addAll(subjects(child)));
        return subjects;
    }

    private static Subject workload(JsonNode incident) {
        return new Subject(
                incident.path("cluster").asText(),
                incident.path("workloadKind").asText(),
                incident.path("namespace").asText(),
                incident.path("workload").asText());
    }

    private static List<Spell> spells(List<JsonNode> own) {
        var spells = new ArrayList<Spell>();
        @Nullable Instant from = null;
        for (var revision : own) {
            var at = Instant.parse(revision.path("updatedAt").asText());
            boolean resolved = revision.path("state").asText().equals("RESOLVED");
            if (!resolved && from == null) {
                from = at;
            } else if (resolved && from != null) {
                spells.add(new Spell(from, at));
                from = null;
            }
        }
        if (from != null) {
            spells.add(new Spell(from, Instant.MAX));
        }
        return spells;
    }
}
