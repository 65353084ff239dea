package io.podtide.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.rule.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every recording gives exactly the revisions written beside it. {@code -Dpodtide.update-scenarios=true} writes these files
 * anew: their difference is then what a reviewer reads.
 */
class ScenarioTest {

    private static final boolean UPDATE = Boolean.getBoolean("podtide.update-scenarios");

    @TestFactory
    Stream<DynamicTest> byDefault() throws IOException {
        return Scenario.all()
                .map(scenario -> DynamicTest.dynamicTest(
                        scenario.name(), () -> check(scenario, RuleBook.DEFAULTS, "expected.txt")));
    }

    @TestFactory
    Stream<DynamicTest> withShortRules() throws IOException {
        var rules = Scenario.shortRules();
        return Scenario.all()
                .map(scenario ->
                        DynamicTest.dynamicTest(scenario.name(), () -> check(scenario, rules, "expected-short.txt")));
    }

    private static void check(Scenario scenario, RuleBook rules, String name) throws IOException {
        List<String> lines =
                scenario.detected(rules).stream().map(ScenarioTest::line).toList();
        var file = scenario.file(name);
        if (UPDATE) {
            Files.write(file, lines);
        }
        assertThat(lines).as(file.toString()).containsExactlyElementsOf(Files.readAllLines(file));
    }

    /** One revision: when, which, what of whom, and why. */
    private static String line(Incident i) {
        var state = i.resolution() == null ? i.state().name() : i.state() + ":" + i.resolution();
        return String.join(
                " ",
                i.updatedAt().toString(),
                "r" + i.revision(),
                state,
                i.kind().name(),
                i.subject(),
                i.cause(),
                "pods=" + i.podCount(),
                "occurrences=" + i.occurrences());
    }
}
