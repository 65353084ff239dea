package io.podtide.cli.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.cli.scenario.Scenario;
import io.podtide.detect.rule.RuleBook;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What is found is what happened: every failure of {@code truth.tsv} once, in time and with its kind and cause, and nothing where
 * nothing was done.
 */
class TruthTest {

    /** Between what the API server wrote and what the recorder's clock said when it saw it. */
    private static final Duration IN_TIME = Duration.ofSeconds(5);

    /** Under the short rules the pod that replaces one of a lost node is unschedulable for long enough to be told of. */
    private static final Set<String> SEVERAL = Set.of("h02-node-lost");

    @TestFactory
    Stream<DynamicTest> byDefault() throws IOException {
        return all(RuleBook.DEFAULTS);
    }

    @TestFactory
    Stream<DynamicTest> withShortRules() throws IOException {
        return all(Scenario.shortRules());
    }

    @TestFactory
    Stream<DynamicTest> healthyLifeRaisesNothing() throws IOException {
        return Scenario.all()
                .filter(scenario -> scenario.name().startsWith("i"))
                .map(scenario -> DynamicTest.dynamicTest(
                        scenario.name(),
                        () -> assertThat(Played.of(Lines.of(scenario), RuleBook.DEFAULTS)
                                        .revisions())
                                .isEmpty()));
    }

    private static Stream<DynamicTest> all(RuleBook rules) throws IOException {
        var truth = TruthRow.read(rules);
        return Scenario.all()
                .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> check(scenario, rules, truth)));
    }

    private static void check(Scenario scenario, RuleBook rules, List<TruthRow> truth) throws IOException {
        var rows = truth.stream()
                .filter(row -> row.scenario().equals(scenario.name()))
                .toList();
        var tally = new Tally();
        tally.add(Played.of(Lines.of(scenario), rules).against(rows), row -> true);
        var misses = tally.misses().stream()
                .filter(miss -> !(miss.startsWith("several") && SEVERAL.contains(scenario.name())))
                .toList();
        assertThat(misses).isEmpty();
        assertThat(tally.delays()).allMatch(delay -> delay.compareTo(IN_TIME) <= 0);
    }
}
