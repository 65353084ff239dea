package io.podtide.cli.quality;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that was told of one incident. */
record Told(List<Incident> revisions) {

    private record Span(Instant from, Instant to) {}

    Told {
        revisions = List.copyOf(revisions);
    }

    static List<Told> of(List<Incident> all) {
        var byId = new LinkedHashMap<String, List<Incident>>();
        all.forEach(revision ->
                byId.computeIfAbsent(revision.id(), id -> new ArrayList<>()).add(revision));
        return byId.values().stream().map(Told::new).toList();
    }

    Incident last() {
        return revisions.get(revisions.size() - 1);
    }

    String id() {
        return last().id();
    }

    String kind() {
        return last().kind().name();
    }

    /** In the end. */
    String cause() {
        return last().cause();
    }

    Instant opened() {
        return revisions.get(0).openedAt();
    }

    /** Null for a cluster, and for a fleet that shares no image and no registry. */
    @Nullable
    Subject subject() {
        var incident = last();
        if (incident.scope() == Scope.FLEET) {
            var detail = incident.causeDetail();
            var thing = detail.getOrDefault("registry", detail.get("image"));
            return thing == null ? null : Subject.fleet(thing);
        }
        if (incident.scope() == Scope.WORKLOAD && incident.workload() != null) {
            return new Subject(
                    String.valueOf(incident.workloadKind()), String.valueOf(incident.namespace()), incident.workload());
        }
        return incident.scope() == Scope.NODE && incident.node() != null ? Subject.node(incident.node()) : null;
    }

    Stream<String> podUids() {
        return revisions.stream()
                .flatMap(r -> r.pods().stream())
                .map(Incident.Member::uid)
                .distinct();
    }

    Stream<Instant> resolutions() {
        return revisions.stream()
                .filter(revision -> revision.state() == State.RESOLVED)
                .map(Incident::updatedAt);
    }

    boolean isOpenWithin(Instant from, Instant to) {
        return spans().stream().anyMatch(span -> !span.from.isAfter(to) && !span.to.isBefore(from));
    }

    private List<Span> spans() {
        var spans = new ArrayList<Span>();
        @Nullable Instant from = revisions.get(0).startedAt();
        for (var revision : revisions) {
            if (revision.state() == State.RESOLVED) {
                spans.add(new Span(from == null ? revision.updatedAt() : from, revision.updatedAt()));
                from = null;
            } else if (from == null) {
                from = revision.updatedAt();
            }
        }
        if (from != null) {
            spans.add(new Span(from, Instant.MAX));
        }
        return spans;
    }

    @Override
    public String toString() {
        var subject = subject();
        return kind() + " " + (subject == null ? last().scope() : subject) + " " + cause() + " from " + opened()
                + " to " + (last().state() == State.RESOLVED ? last().updatedAt() : "the end");
    }
}
