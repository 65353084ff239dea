package io.podtide.rules;

import io.podtide.detect.rule.RuleBook;
import java.util.List;

/**
 * All that a rules file says.
 *
 * @param book the rules and their overrides
 * @param mutes in the order they were written
 */
public record RuleFile(RuleBook book, List<Mute> mutes) {

    /** An empty file. */
    public static final RuleFile DEFAULTS = new RuleFile(RuleBook.DEFAULTS, List.of());

    public RuleFile {
        mutes = List.copyOf(mutes);
    }
}
