package io.podtide.detect.fleet;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.State;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Numbers the revisions that are told, and gives them their parents. */
final class Filing {

    /** The order in which incidents of several are named. */
    static final Comparator<Incident> OLDEST_FIRST = Comparator.comparing(Incident::startedAt)
            .thenComparing(Incident::subject)
            .thenComparing(Incident::id);

    private final FleetMemory memory;

    Filing(FleetMemory memory) {
        this.memory = memory;
    }

    Incident file(Incident draft, @Nullable String parent) {
        var told = memory.incident(draft.id());
        var filed = Revisions.numbered(draft, told == null ? 1 : told.revision() + 1, parent);
        memory.keep(filed);
        return filed;
    }

    /**
     * Incidents that were there before their parent are told again, with it. Of those that have a parent, the parent is: an
     * incident of a cluster becomes a child of the fleet's, and keeps its own.
     */
    List<Incident> adopt(Stream<String> ids, Incident parent) {
        return ids.map(memory::incident)
                .filter(Objects::nonNull)
                .map(this::root)
                .filter(root -> !root.id().equals(parent.id()) && root.state() != State.RESOLVED)
                .sorted(OLDEST_FIRST)
                .map(Incident::id)
                .distinct()
                .map(memory::incident)
                .filter(Objects::nonNull)
                .map(root -> file(Revisions.notBefore(parent.updatedAt(), root), parent.id()))
                .toList();
    }

    private Incident root(Incident incident) {
        var parent = incident.parentId() == null ? null : memory.incident(incident.parentId());
        return parent == null ? incident : root(parent);
    }
}
