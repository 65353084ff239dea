package io.podtide.cli;

import io.podtide.detect.Detection;
import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.rule.RuleBook;
import java.util.concurrent.atomic.AtomicLong;

/** Old and new rules, shown the same in one go: what has been shown need not be kept. */
record Both(Detection before, Detection after, AtomicLong observations) {

    Both(RuleBook old, RuleBook young, CauseCatalogue catalogue) {
        this(new Detection(old, catalogue), new Detection(young, catalogue), new AtomicLong());
    }

    void observe(Observation observation) {
        before.observe(observation);
        after.observe(observation);
        observations.incrementAndGet();
    }

    String soFar() {
        return Count.of(observations.get(), "observation");
    }
}
