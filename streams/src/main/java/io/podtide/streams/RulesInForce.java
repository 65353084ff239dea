package io.podtide.streams;

import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.rule.Rules;
import io.podtide.rules.Problem;
import io.podtide.rules.RuleSets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules that all stages of an instance go by: those on {@code podtide.rules}, as far as it has been read. Stages look with
 * every record whether they are still the ones they know. Safe to share between threads.
 */
public final class RulesInForce {

    private static final Logger LOG = LoggerFactory.getLogger(RulesInForce.class);

    /** What a task goes by that has not looked yet: never in force itself. */
    static final RuleBook NONE_YET = new RuleBook(Rules.DEFAULTS, List.of());

    private final RuleSets sets;
    private volatile RuleBook book;

    /** @param base in force until the topic says otherwise */
    public RulesInForce(RuleBook base) {
        this.sets = new RuleSets(base);
        this.book = base;
    }

    public RuleBook book() {
        return book;
    }

    /** Others are in force by now. Asked with every record: a book is never compared rule by rule. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOld(RuleBook known) {
        return known != book;
    }

    /** Takes a set; one with a mistake is somebody else's mishap, and what it said before stays in force. */
    synchronized boolean put(String name, byte[] yaml) {
        var problems = sets.put(name, yaml).problems();
        if (!problems.isEmpty()) {
            LOG.error(
                    "rules refused, those of before stay in force: set={} mistakes={}",
                    name,
                    String.join("; ", problems.stream().map(Problem::toString).toList()));
            return false;
        }
        inForce(name);
        return true;
    }

    synchronized void remove(String name) {
        sets.remove(name);
        inForce(name);
    }

    private void inForce(String changed) {
        var next = sets.book();
        if (!next.equals(book)) {
            book = next;
            LOG.info("rules in force: changed={} sets={}", changed, sets.names());
        }
    }
}
