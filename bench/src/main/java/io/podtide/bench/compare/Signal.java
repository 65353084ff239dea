package io.podtide.bench.compare;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An alert or an incident: one thing that a person is told of, however often it comes back.
 *
 * @param name of the alert's rule, or the incident's kind
 * @param cause as it names it in the end; null where it names none
 * @param spells in order
 */
record Signal(String name, Set<Subject> subjects, @Nullable String cause, List<Spell> spells) {

    /**
     * A time during which it is told of.
     *
     * @param to {@link Instant#MAX} if it never ended
     */
    record Spell(Instant from, Instant to) {

        boolean overlaps(Instant begin, Instant end) {
            return !from.isAfter(end) && !to.isBefore(begin);
        }
    }

    boolean isAbout(Subject subject) {
        return subjects.contains(subject);
    }

    boolean overlaps(Instant begin, Instant end) {
        return spells.stream().anyMatch(spell -> spell.overlaps(begin, end));
    }
}
