package io.podtide.alerts.calm;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.incident.Incident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The storms there are, who is in them, and what may become one. An index; the state is in cases and storms. */
final class Storms {

    /** What was open before anybody was told of anything. */
    static final String BEFORE = "open before alerts were set up";

    private final Map<String, Storm> byId = new LinkedHashMap<>();
    private final Map<String, Set<String>> members = new HashMap<>();
    private final Map<String, String> newest = new HashMap<>();
    private final Map<String, Map<String, Instant>> recent = new HashMap<>();

    /** What an incident has in common with others; an unknown cause is one for each kind. */
    static String what(Case one) {
        if (one.before()) {
            return BEFORE;
        }
        var incident = one.incident();
        return known(incident) ? incident.cause() : incident.kind() + " " + incident.cause();
    }

    private static boolean known(Incident incident) {
        return !incident.cause().equals(Diagnosis.UNKNOWN_CAUSE);
    }

    void put(Storm storm) {
        byId.put(storm.id(), storm);
        newest.merge(place(storm.receiver(), storm.what()), storm.id(), this::later);
    }

    private String later(String known, String other) {
        var one = byId.get(known);
        var two = byId.get(other);
        return two == null || (one != null && one.since().isAfter(two.since())) ? known : other;
    }

    @Nullable
    Storm get(String id) {
        return byId.get(id);
    }

    Set<String> ids() {
        return Set.copyOf(byId.keySet());
    }

    void remove(Storm storm) {
        byId.remove(storm.id());
        members.remove(storm.id());
        newest.remove(place(storm.receiver(), storm.what()), storm.id());
    }

    void join(String storm, String member) {
        members.computeIfAbsent(storm, id -> new LinkedHashSet<>()).add(member);
    }

    List<String> members(String storm) {
        return new ArrayList<>(members.getOrDefault(storm, Set.of()));
    }

    /** The storm that one more belongs to at this time. */
    Optional<Storm> running(String receiver, String what, Instant oldestJoin) {
        return Optional.ofNullable(newest.get(place(receiver, what)))
                .map(byId::get)
                .filter(storm -> !storm.lastJoin().isBefore(oldestJoin))
                .filter(storm ->
                        storm.notice().told() == null || !storm.notice().told().over());
    }

    /**
     * What could be a storm together, in the order in which it came.
     *
     * @param tellable when this one may be told; those that could have been before {@code oldest} do not count
     */
    List<String> seen(String receiver, String what, String id, Instant tellable, Instant oldest) {
        var here = recent.computeIfAbsent(place(receiver, what), place -> new LinkedHashMap<>());
        here.merge(id, tellable, View::later);
        here.values().removeIf(at -> !at.isAfter(oldest));
        return new ArrayList<>(here.keySet());
    }

    /** It is no part of any that may come: it is over, or somebody else's. */
    void unseen(String receiver, String what, String id) {
        var here = recent.get(place(receiver, what));
        if (here != null && here.remove(id) != null && here.isEmpty()) {
            recent.remove(place(receiver, what));
        }
    }

    private static String place(String receiver, String what) {
        return receiver + '\n' + what;
    }
}
