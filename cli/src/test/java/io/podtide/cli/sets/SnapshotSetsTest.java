package io.podtide.cli.sets;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.incident.Incident;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Real dumps of other projects: what their authors say is wrong is found, and nothing where they say that nothing is. */
class SnapshotSetsTest {

    private static final List<String> BUNDLES = List.of(
            "insights-operator",
            "sbctl-support-bundle/tests/support-bundle",
            "troubleshoot-real-bundle",
            "troubleshoot/testdata-bundle");

    private final Map<String, List<Incident>> diagnosed = new HashMap<>();

    @TestFactory
    Stream<DynamicTest> everyLabelledPod() throws IOException {
        return SnapshotSets.rows("labels.tsv").stream()
                .map(row -> test(row[0], row[1], row[3], Verdict.ofLabel(row[3])));
    }

    @TestFactory
    Stream<DynamicTest> everyVerdictOfTheProjectsThemselves() throws IOException {
        return SnapshotSets.rows("expected_verdicts.tsv").stream()
                .map(row -> test(row[0], row[1], row[3], Oracle.verdict(row[2], row[0], row[3])));
    }

    /** With the Events and Nodes that are there, and all pods as one cluster. */
    @TestFactory
    Stream<DynamicTest> everyLabelledPodOfAWholeBundle() throws IOException {
        return SnapshotSets.rows("labels.tsv").stream()
                .flatMap(row -> BUNDLES.stream()
                        .filter(row[0]::startsWith)
                        .flatMap(bundle -> Stream.of(test(bundle, row[1], row[3], Verdict.ofLabel(row[3])))));
    }

    private DynamicTest test(String file, String pod, String expected, Verdict verdict) {
        return DynamicTest.dynamicTest(file + " " + pod + ": " + expected, () -> {
            var found = diagnosed(file).stream()
                    .filter(incident -> pod.isEmpty() || isAbout(incident, pod))
                    .toList();
            assertThat(verdict.accepts(found)).as("%s, not %s", verdict, found).isTrue();
        });
    }

    private List<Incident> diagnosed(String file) throws IOException {
        var known = diagnosed.get(file);
        if (known == null) {
            known = SnapshotSets.diagnose(file);
            diagnosed.put(file, known);
        }
        return known;
    }

    private static boolean isAbout(Incident incident, String pod) {
        return incident.pods().stream()
                .anyMatch(p -> pod.equals(p.name()) || pod.equals(incident.namespace() + '/' + p.name()));
    }
}
