package io.podtide.alerts.calm;

import io.podtide.alerts.config.AlertsConfig;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A storm as its receiver is to see it. */
final class StormView {

    private static final Duration BETWEEN_CHANGES = Duration.ofMinutes(10);
    private static final int EXAMPLES = 10;

    private StormView() {}

    static View of(Storm storm, List<Case> members, AlertsConfig config, Instant now) {
        var notice = storm.notice();
        var toldAt = notice.toldAt();
        var windowEnds = storm.since().plus(config.calm().stormWithin());
        var lesserAt = toldAt == null || notice.messages() < 2 ? windowEnds : toldAt.plus(BETWEEN_CHANGES);
        var held = held(storm, members, config, now);
        return new View(
                content(storm, members),
                true,
                storm.since(),
                held.muted(),
                held.quietUntil(),
                Instant.MIN,
                lesserAt,
                config.calm().remind());
    }

    /**
     * @param quietUntil null where no hours are quiet
     */
    private record Held(boolean muted, @Nullable Instant quietUntil) {}

    /** What holds for all that are not over. */
    private static Held held(Storm storm, List<Case> members, AlertsConfig config, Instant now) {
        boolean muted = true;
        boolean quiet = true;
        Instant until = null;
        for (var member : members) {
            if (member.incident().state() != State.RESOLVED && (muted || quiet)) {
                var seen = new CaseView(member, config, now).of(storm.receiver());
                muted &= seen.muted();
                quiet &= seen.quietUntil() != null;
                until = View.earlier(until, seen.quietUntil());
            }
        }
        return new Held(muted, quiet ? until : null);
    }

    private static Content content(Storm storm, List<Case> members) {
        return new Content(state(members), storm.severity(), storm.what(), members.size(), false, 0, false);
    }

    /** Nobody knows of it only where nobody knows of any. */
    private static State state(List<Case> members) {
        var states = members.stream().map(member -> member.incident().state()).toList();
        if (states.contains(State.OPEN)) {
            return State.OPEN;
        }
        return states.contains(State.UNKNOWN) ? State.UNKNOWN : State.RESOLVED;
    }

    static Delivery delivery(Storm storm, List<Case> members, Ref ref, Attempt attempt, AlertsConfig config) {
        var incidents = members.stream()
                .map(Case::incident)
                .sorted(Comparator.comparing((Incident i) -> i.state() == State.RESOLVED)
                        .thenComparing(Incident::openedAt)
                        .thenComparing(Incident::id))
                .limit(EXAMPLES)
                .toList();
        int open = (int) members.stream()
                .filter(member -> member.incident().state() != State.RESOLVED)
                .count();
        var teams = members.stream()
                .map(member -> config.team(member.incident()))
                .distinct()
                .toList();
        return new Delivery(
                ref,
                attempt,
                storm.since(),
                storm.notice().told(),
                storm.notice().handle(),
                storm.severity(),
                teams.size() == 1 ? teams.get(0) : config.teamElse(),
                incidents,
                members.size(),
                open,
                storm.what(),
                null);
    }
}
