package io.podtide.alerts.calm;

import static io.podtide.detect.incident.Incident.State.RESOLVED;

import io.podtide.detect.incident.Incident;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An incident, and who knows what of it.
 *
 * @param incident its newest revision
 * @param since when it was heard of, or heard of again
 * @param overSince when it was heard to be over; null while it is not
 * @param before it was open when alerts were first installed
 * @param notices by receiver
 * @param storms the storm it is part of, by receiver
 */
public record Case(
        Incident incident,
        Instant since,
        @Nullable Instant overSince,
        boolean before,
        Map<String, Notice> notices,
        Map<String, String> storms) {

    public Case {
        notices = Collections.unmodifiableMap(new TreeMap<>(notices));
        storms = Collections.unmodifiableMap(new TreeMap<>(storms));
    }

    static Case of(Incident incident, Instant now) {
        return new Case(incident, now, over(incident) ? now : null, false, Map.of(), Map.of());
    }

    Case revised(Incident newer, Instant now) {
        boolean back = over(incident) && !over(newer);
        Instant over = null;
        if (over(newer)) {
            over = overSince == null ? now : overSince;
        }
        return new Case(newer, back ? now : since, over, before && !back, notices, storms);
    }

    Case fromBefore(Instant now) {
        return new Case(incident, now, overSince, true, notices, storms);
    }

    Case with(String receiver, Notice notice) {
        var all = new TreeMap<>(notices);
        if (notice.equals(Notice.NONE)) {
            all.remove(receiver);
        } else {
            all.put(receiver, notice);
        }
        return new Case(incident, since, overSince, before, all, storms);
    }

    Case inStorm(String receiver, @Nullable String storm) {
        var all = new TreeMap<>(storms);
        if (storm == null) {
            all.remove(receiver);
        } else {
            all.put(receiver, storm);
        }
        return new Case(incident, since, overSince, before, notices, all);
    }

    Notice notice(String receiver) {
        return notices.getOrDefault(receiver, Notice.NONE);
    }

    /** Nobody has been told, nobody is to be told. */
    boolean forgettable() {
        return over(incident)
                && storms.isEmpty()
                && notices.values().stream().noneMatch(n -> n.known() || n.attempt() != null);
    }

    /** There is nothing left to say of it. */
    boolean done() {
        return over(incident) && storms.isEmpty() && notices.values().stream().allMatch(Notice::done);
    }

    private static boolean over(Incident incident) {
        return incident.state() == RESOLVED;
    }
}
