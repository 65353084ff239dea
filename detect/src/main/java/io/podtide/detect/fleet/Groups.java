package io.podtide.detect.fleet;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.fleet.Group.Child;
import io.podtide.detect.fleet.Group.Look;
import io.podtide.detect.fleet.Group.Standing;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.rule.RuleBook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Brings incidents together that have something in common. An incident waits in a {@link Group} for others; when there are
 * enough of them they get a parent, which lives until the last of them is resolved.
 *
 * <p>Whether there are enough is asked when the time of the cluster has come to when an incident joined, and of those that had
 * joined by then: the answer does not depend on the order in which they came.
 */
final class Groups {

    /** Changes that are not urgent are told together, this long after the first of them. */
    private static final Duration SETTLE = Duration.ofSeconds(30);

    private final FleetMemory memory;
    private final GroupIndex groups;
    private final ParentSteps parents;

    Groups(RuleBook rules, CauseCatalogue catalogue, FleetMemory memory, Filing filing) {
        this.memory = memory;
        this.groups = new GroupIndex(memory);
        this.parents = new ParentSteps(rules, catalogue, memory, filing, groups);
    }

    /** The parent that an incident finds, if there is one: the narrowest. */
    @Nullable
    String parent(Incident draft, @Nullable String image) {
        for (var shared : InCommon.of(draft, image)) {
            var group = groups.get(shared.key());
            if (group != null && group.open()) {
                return Objects.requireNonNull(group.told()).id();
            }
        }
        return null;
    }

    /** An incident has been told: what comes of it for those that it is part of, or may be. */
    List<Incident> revised(Incident child, @Nullable String image) {
        var out = new ArrayList<Incident>();
        var shared = child.state() == State.RESOLVED ? List.<Shared>of() : InCommon.of(child, image);
        var keys = shared.stream().map(Shared::key).toList();
        var known = groups.keysOf(child.id());
        for (var key : known) {
            out.addAll(goOn(Objects.requireNonNull(groups.get(key)), child, keys.contains(key)));
        }
        for (var each : shared) {
            if (!known.contains(each.key())) {
                out.addAll(join(each, child));
            }
        }
        return out;
    }

    /** The time of a cluster has come to {@code now}. */
    List<Incident> time(String key, String cluster, Instant now) {
        var group = groups.get(key);
        return group == null ? List.of() : look(group, cluster, now);
    }

    private List<Incident> join(Shared shared, Incident child) {
        var known = groups.get(shared.key());
        var group = (known == null ? Group.of(shared) : known).withRoom();
        if (!group.hasRoom()) {
            return List.of();
        }
        var joined = new Child(child.cluster(), child.subject(), child.updatedAt(), Standing.NEW);
        if (group.open()) {
            groups.keep(soon(group.with(child.id(), joined.now(Standing.WEIGHED)), joined));
            return List.of();
        }
        var next = group.weighedAnewSince(joined.joinedAt()).with(child.id(), joined);
        groups.keep(next);
        return shared.atOnce() ? look(next, child.cluster(), next.due(joined)) : List.of();
    }

    private static Group soon(Group group, Child joined) {
        return group.next() != null
                ? group
                : group.told(
                        group.told(),
                        new Look(joined.cluster(), joined.joinedAt().plus(SETTLE)));
    }

    /** An incident of the group has changed. */
    private List<Incident> goOn(Group group, Incident child, boolean still) {
        var known = Objects.requireNonNull(group.children().get(child.id()));
        boolean over = child.state() == State.RESOLVED;
        if (group.told() != null) {
            var again = known.over() ? Standing.WEIGHED : known.standing();
            var next = group.with(child.id(), known.now(over ? Standing.OVER : again));
            groups.keep(next);
            return parents.follow(next, child);
        }
        if (over || !still) {
            groups.keep(group.without(child.id()));
        }
        return List.of();
    }

    private List<Incident> look(Group group, String cluster, Instant now) {
        var next = group;
        for (var id : due(group, cluster, now)) {
            var child = Objects.requireNonNull(next.children().get(id));
            if (child.standing() == Standing.WEIGHED) {
                next = next.without(id); // nobody came in its time
                continue;
            }
            next = next.with(id, child.now(Standing.WEIGHED));
            var together = together(next, child);
            if (enough(next.shared(), together)) {
                return parents.open(next, together, child);
            }
        }
        groups.keep(next);
        var look = next.next();
        return look != null && look.cluster().equals(cluster) && !look.at().isAfter(now)
                ? parents.look(next, look)
                : List.of();
    }

    /** Ids of what is to be looked at, in the order of time. */
    private static List<String> due(Group group, String cluster, Instant now) {
        return group.open()
                ? List.of()
                : group.children().entrySet().stream()
                        .filter(e ->
                                !e.getValue().over() && e.getValue().cluster().equals(cluster))
                        .filter(e -> !group.due(e.getValue()).isAfter(now))
                        .sorted(Comparator.comparing((Map.Entry<String, Child> e) -> group.due(e.getValue())))
                        .map(Map.Entry::getKey)
                        .toList();
    }

    /** Incidents that opened close together, up to that of a child. */
    private List<Incident> together(Group group, Child newest) {
        var since = newest.joinedAt().minus(group.shared().within());
        return group.children().entrySet().stream()
                .filter(e -> !e.getValue().over())
                .filter(e -> !e.getValue().joinedAt().isBefore(since)
                        && !e.getValue().joinedAt().isAfter(newest.joinedAt()))
                .map(e -> memory.incident(e.getKey()))
                .filter(Objects::nonNull)
                .filter(i -> group.shared().scope() == Scope.FLEET || i.parentId() == null)
                .toList();
    }

    private static boolean enough(Shared shared, List<Incident> together) {
        return together.stream().map(shared::counted).distinct().count() >= shared.enough();
    }
}
