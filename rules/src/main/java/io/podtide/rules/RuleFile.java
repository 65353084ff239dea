package io.podtide.rules;

import io.podtide.detect.rule.Mute;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.rule.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * All that a rules file says.
 *
 * @param book its rules over the defaults, its overrides and its mutes
 * @param general sets the thresholds that are written under {@code rules}, and no others
 * @param notes what is not wrong but hardly meant, whenever it is read
 * @param muteLines where each mute of the book stands
 */
public record RuleFile(RuleBook book, UnaryOperator<Rules> general, List<Problem> notes, List<Integer> muteLines) {

    /** An empty file. */
    public static final RuleFile DEFAULTS =
            new RuleFile(RuleBook.DEFAULTS, UnaryOperator.identity(), List.of(), List.of());

    private static final Duration LONG = Duration.ofDays(366);

    public RuleFile {
        notes = List.copyOf(notes);
        muteLines = List.copyOf(muteLines);
    }

    /** What is not wrong but hardly meant, in the order of the lines: mutes that have ended among it. */
    public List<Problem> warnings(Instant now) {
        var warnings = new ArrayList<>(notes);
        for (int i = 0; i < book.mutes().size(); i++) {
            var mute = book.mutes().get(i);
            var path = "mutes[" + i + "].until";
            if (!mute.until().isAfter(now)) {
                warnings.add(new Problem(muteLines.get(i), path, "has ended, it mutes nothing" + of(mute)));
            } else if (mute.until().isAfter(now.plus(LONG))) {
                warnings.add(new Problem(muteLines.get(i), path, "is more than a year away" + of(mute)));
            }
        }
        warnings.sort(Comparator.comparingInt(Problem::line));
        return warnings;
    }

    private static String of(Mute mute) {
        return " (" + MatchReader.print(mute.match()) + ", owner " + mute.owner() + ")";
    }
}
