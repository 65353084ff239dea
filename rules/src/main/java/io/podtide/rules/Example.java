package io.podtide.rules;

import io.podtide.detect.cause.Cause;
import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.cause.Stage;
import java.util.Optional;
import java.util.Set;

/**
 * A real message that an entry must be recognized by, and no other before it.
 *
 * @param stage empty for all stages of the entry
 */
record Example(Value place, Optional<Stage> stage, String reason, String message) {

    /** What it is read as is a problem, unless it is that entry. */
    void check(Cause cause, CauseCatalogue catalogue) {
        for (var at : stage.map(Set::of).orElse(cause.stages())) {
            var found = catalogue
                    .match(at, reason, message)
                    .map(m -> m.cause().id())
                    .orElse("nothing known");
            if (!found.equals(cause.id())) {
                place.problem("at stage " + at + " it is read as " + found + ", not as " + cause.id());
            }
        }
    }
}
