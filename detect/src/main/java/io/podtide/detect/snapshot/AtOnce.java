package io.podtide.detect.snapshot;

import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.rule.RuleOverride;
import io.podtide.detect.rule.Rules;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Rules that are met by the first occurrence. What an operator has turned off stays off. */
final class AtOnce {

    private AtOnce() {}

    static RuleBook book(RuleBook book) {
        var overrides = book.overrides().stream()
                .map(o -> new RuleOverride(o.name(), o.match(), Set.of(), UnaryOperator.identity(), o.off()))
                .toList();
        return new RuleBook(rules(book.rules()), overrides);
    }

    private static Rules rules(Rules rules) {
        var loop = rules.restartLoop();
        var oom = rules.oom();
        return new Rules(
                new Rules.RestartLoop(
                        1,
                        loop.within(),
                        1,
                        loop.workloadWithin(),
                        loop.slowRestarts(),
                        loop.slowDays(),
                        loop.clearAfter()),
                new Rules.Oom(1, oom.within(), 1, 1, oom.workloadWithin(), oom.nodePods(), oom.nodeWithin()),
                rules.pending(),
                rules.terminating(),
                rules.notReady(),
                new Rules.Evicted(1),
                new Rules.PodFailed(1, rules.podFailed().within()),
                rules.createBlocked(),
                rules.clusterSilent(),
                rules.resolve());
    }
}
