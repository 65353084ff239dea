package io.podtide.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.rule.RuleBook;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What is found is what happened. {@code truth.tsv} was written from what was done to the clusters while the scenarios were
 * recorded, not from what Podtide makes of them.
 */
class TruthTest {

    /** Between what the API server wrote and what the recorder's clock said when it saw it. */
    private static final Duration SKEW = Duration.ofSeconds(5);

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
                        () -> assertThat(scenario.detected(RuleBook.DEFAULTS)).isEmpty()));
    }

    private static Stream<DynamicTest> all(RuleBook rules) throws IOException {
        var truth = TruthRow.read(rules);
        return Scenario.all()
                .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> {
                    var rows = truth.stream()
                            .filter(row -> row.scenario().equals(scenario.name()))
                            .toList();
                    var revisions = scenario.detected(rules).stream()
                            .filter(revision -> TruthRow.KINDS.contains(revision.kind()))
                            .toList();
                    rows.stream().filter(TruthRow::demands).forEach(row -> isFoundOnce(row, revisions));
                    ids(revisions.stream().filter(TruthTest::hasTruth).toList())
                            .forEach(id -> isExplained(id, revisions, rows));
                }));
    }

    /** One failure is one incident, in time and with its cause. */
    private static void isFoundOnce(TruthRow row, List<Incident> revisions) {
        var told = revisions.stream().filter(row::isToldBy).toList();
        assertThat(ids(told)).as("%s: incidents", row).hasSize(1);
        assertThat(told.get(0).updatedAt())
                .as("%s: opened", row)
                .isBeforeOrEqualTo(row.met().plus(SKEW));
        assertThat(told.get(told.size() - 1).cause()).as("%s: cause", row).isIn(row.causes());
    }

    /** Nothing is found where nothing was done, and nothing said that is not so in the end. */
    private static void isExplained(String id, List<Incident> revisions, List<TruthRow> rows) {
        var open = revisions.stream()
                .filter(revision -> revision.id().equals(id) && revision.state() == State.OPEN)
                .toList();
        assertThat(rows).as("what explains %s", open).anyMatch(row -> row.explains(open));
    }

    /** What several are together is as true as they are. */
    private static boolean hasTruth(Incident revision) {
        return revision.scope() != Scope.CLUSTER && revision.scope() != Scope.FLEET;
    }

    private static List<String> ids(List<Incident> revisions) {
        return revisions.stream().map(Incident::id).distinct().toList();
    }
}
