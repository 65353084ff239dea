package io.podtide.rules;

import io.podtide.detect.cause.Cause;
import io.podtide.detect.cause.Stage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An entry as it is written. One with the id of an entry there already is need not say everything again.
 *
 * @param place for problems of the entry as a whole
 */
record CauseEntry(
        Value place,
        String id,
        Optional<Set<Stage>> stages,
        List<Cause.Sign> signs,
        Optional<String> explanation,
        Optional<String> remedy,
        Optional<String> source,
        List<Example> examples) {

    /** Complete with what another file says of the same id; its own signs come before that one's. */
    Cause over(Cause base) {
        return new Cause(
                id,
                stages.orElse(base.stages()),
                Stream.concat(signs.stream(), base.signs().stream()).toList(),
                explanation.orElse(base.explanation()),
                remedy.orElse(base.remedy()),
                source.orElse(base.source()));
    }

    /** On its own; what is missing is a problem. */
    Cause alone() {
        require(stages, "stages");
        require(explanation, "explanation");
        require(remedy, "remedy");
        return over(new Cause(id, Set.of(), List.of(), "", "", ""));
    }

    private void require(Optional<?> value, String key) {
        boolean written = place.section().flatMap(s -> s.get(key)).isPresent();
        if (value.isEmpty() && !written) {
            place.problem("needs " + key);
        }
    }
}
