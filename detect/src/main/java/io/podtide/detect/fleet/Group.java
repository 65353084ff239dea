package io.podtide.detect.fleet;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.State;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Incidents that have something in common, and the incident of their own that they have become, if they have.
 *
 * @param children by id
 * @param told that incident as last told; null if there is none
 * @param next when it is to be told again, or forgotten once it is resolved; null if there is no need
 */
public record Group(
        Shared shared,
        SortedMap<String, Child> children,
        @Nullable Incident told,
        @Nullable Look next) {

    /** More are given their parent, but not remembered: those that opened before it, with their next revision. */
    private static final int CHILDREN_KEPT = 200;

    public Group {
        children = Collections.unmodifiableSortedMap(new TreeMap<>(children));
    }

    /** Where a child stands. */
    public enum Standing {
        /** It has joined, and has not been looked at together with the others. */
        NEW,
        WEIGHED,
        /** It is resolved, or has got another cause. */
        OVER
    }

    /**
     * An incident that may be part of a bigger one.
     *
     * @param subject what it is about
     */
    public record Child(String cluster, String subject, Instant joinedAt, Standing standing) {

        Child now(Standing other) {
            return new Child(cluster, subject, joinedAt, other);
        }

        boolean over() {
            return standing == Standing.OVER;
        }
    }

    /** A time of a cluster: every cluster has a time of its own. */
    public record Look(String cluster, Instant at) {}

    static Group of(Shared shared) {
        return new Group(shared, new TreeMap<>(), null, null);
    }

    /** It is an incident, and that is not resolved. */
    boolean open() {
        return told != null && told.state() != State.RESOLVED;
    }

    /** Nothing of it matters any more: stores keep no record of it. */
    public boolean empty() {
        return children.isEmpty() && told == null;
    }

    /** When it wants to be asked again, in the time of each of its clusters. */
    public Map<String, Instant> deadlines() {
        var deadlines = new HashMap<String, Instant>();
        if (next != null) {
            deadlines.put(next.cluster(), next.at());
        }
        if (!open()) {
            children.values().stream()
                    .filter(child -> !child.over())
                    .forEach(child -> deadlines.merge(child.cluster(), due(child), (a, b) -> a.isBefore(b) ? a : b));
        }
        return deadlines;
    }

    /** When a child is to be looked at together with the others, or given up. */
    Instant due(Child child) {
        var settled = child.joinedAt().plus(shared.settles());
        return child.standing() == Standing.NEW
                ? settled
                : settled.plus(shared.within()).plusMillis(1);
    }

    boolean hasRoom() {
        return children.size() < CHILDREN_KEPT;
    }

    /** Without one that is over, where there is no room for another. */
    Group withRoom() {
        return hasRoom()
                ? this
                : children.entrySet().stream()
                        .filter(e -> e.getValue().over())
                        .findFirst()
                        .map(e -> without(e.getKey()))
                        .orElse(this);
    }

    /** One comes late: those that have joined since are to be looked at together with it. */
    Group weighedAnewSince(Instant time) {
        return each(c -> c.over() || c.joinedAt().isBefore(time) ? c : c.now(Standing.NEW));
    }

    Group withoutOver() {
        var rest = new TreeMap<>(children);
        rest.values().removeIf(Child::over);
        return with(rest);
    }

    Group with(String id, Child child) {
        var all = new TreeMap<>(children);
        all.put(id, child);
        return with(all);
    }

    Group without(String id) {
        var all = new TreeMap<>(children);
        all.remove(id);
        return with(all);
    }

    Group with(SortedMap<String, Child> others) {
        return new Group(shared, others, told, next);
    }

    Group each(UnaryOperator<Child> change) {
        var all = new TreeMap<>(children);
        all.replaceAll((id, child) -> change.apply(child));
        return with(all);
    }

    Group told(@Nullable Incident revision, @Nullable Look look) {
        return new Group(shared, children, revision, look);
    }
}
