package io.podtide.detect.fleet;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.fleet.Group.Child;
import io.podtide.detect.fleet.Group.Look;
import io.podtide.detect.fleet.Group.Standing;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.rule.RuleBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The steps in the life of an incident of several: it opens with them, is as they are, and is resolved with the last. */
final class ParentSteps {

    private final RuleBook rules;
    private final FleetMemory memory;
    private final Filing filing;
    private final GroupIndex groups;
    private final GroupWriter writer;

    ParentSteps(RuleBook rules, CauseCatalogue catalogue, FleetMemory memory, Filing filing, GroupIndex groups) {
        this.rules = rules;
        this.memory = memory;
        this.filing = filing;
        this.groups = groups;
        this.writer = new GroupWriter(catalogue);
    }

    /**
     * There are enough: they become one incident, or that of before again.
     *
     * @param together those that made it enough
     * @param newest the last of them
     */
    List<Incident> open(Group group, List<Incident> together, Child newest) {
        var told = group.told();
        var base = told != null ? told : writer.conceived(group.shared(), together, newest.joinedAt());
        var all = group.each(c -> c.over() ? c : c.now(Standing.WEIGHED)).told(base, null);
        var at = newest.joinedAt().plus(group.shared().settles());
        return tell(all, State.OPEN, at, told == null ? 0 : told.reopened() + 1, newest.cluster());
    }

    /** A child has changed: the parent is open with any of them, and resolved with the last. */
    List<Incident> follow(Group group, Incident child) {
        var told = Objects.requireNonNull(group.told());
        var state = state(group);
        boolean back = told.state() == State.RESOLVED;
        // one that has joined since the resolution waits for others
        return state == told.state() || (back && !told.id().equals(child.parentId()))
                ? List.of()
                : tell(group, state, at(group, state, child), told.reopened() + (back ? 1 : 0), child.cluster());
    }

    /** The last that is told to be over need not be the last that was. */
    private Instant at(Group group, State state, Incident child) {
        return state == State.RESOLVED
                ? incidents(group).stream()
                        .map(Incident::updatedAt)
                        .max(Comparator.naturalOrder())
                        .orElse(child.updatedAt())
                : child.updatedAt();
    }

    /** It is time to tell it again, if a reader would want to know; or to forget it. */
    List<Incident> look(Group group, Look look) {
        var told = group.told();
        if (told == null || told.state() == State.RESOLVED) {
            groups.keep(group.withoutOver().told(null, null));
            return List.of();
        }
        var draft = writer.next(told, group.shared(), incidents(group), told.state(), look.at(), told.reopened());
        if (GroupWriter.differs(told, draft)) {
            return tell(group, told.state(), look.at(), told.reopened(), look.cluster());
        }
        groups.keep(group.told(told, null));
        return List.of();
    }

    private List<Incident> tell(Group group, State state, Instant at, int reopened, String cluster) {
        var base = Objects.requireNonNull(group.told());
        var draft = writer.next(base, group.shared(), incidents(group), state, at, reopened);
        var revision = filing.file(draft, base.parentId());
        var forgotten = revision.updatedAt().plus(rules.rules().resolve().reopenWithin());
        groups.keep(group.told(revision, state == State.RESOLVED ? new Look(cluster, forgotten) : null));
        var out = new ArrayList<Incident>();
        out.add(revision);
        if (base.revision() == 0 || base.state() == State.RESOLVED) {
            out.addAll(filing.adopt(
                    group.children().entrySet().stream()
                            .filter(e -> !e.getValue().over())
                            .map(Map.Entry::getKey),
                    revision));
        }
        return out;
    }

    private State state(Group group) {
        var state = State.RESOLVED;
        for (var each : group.children().entrySet()) {
            var incident = each.getValue().over() ? null : memory.incident(each.getKey());
            if (incident != null && incident.state() == State.OPEN) {
                return State.OPEN; // there may be hundreds, and mostly the first tells
            }
            state = incident == null ? state : State.UNKNOWN;
        }
        return state;
    }

    private List<Incident> incidents(Group group) {
        return group.children().keySet().stream()
                .map(memory::incident)
                .filter(Objects::nonNull)
                .toList();
    }
}
