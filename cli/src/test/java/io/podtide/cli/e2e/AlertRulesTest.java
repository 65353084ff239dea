package io.podtide.cli.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prometheus' rules for Podtide itself: they are of what there is, each has its runbook, and each has been seen to fire. */
class AlertRulesTest {

    private static final Path RULES = Path.of("..", "deploy", "prometheus", "podtide.rules.yaml");
    private static final Path TESTS = RULES.resolveSibling("podtide.rules.test.yaml");
    private static final Path RUNBOOKS = Path.of("..", "docs", "runbooks");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
    private static final Pattern EXPRESSION = Pattern.compile("(?m)^ +expr: (.+)$");
    private static final Pattern RUNBOOK = Pattern.compile("(?m)^ +runbook: docs/runbooks/(\\w+)\\.md$");
    private static final Pattern METRIC = Pattern.compile("\\b(?:podtide|kafka)_[a-z_]+");
    private static final Pattern FIRING = Pattern.compile("alertname: (\\w+)\\n +exp_alerts:\\n +- exp_labels");

    @Test
    void eachAlertHasItsRunbookAndEachRunbookItsAlert() throws IOException {
        var alerts = all(ALERT, Files.readString(RULES));
        assertThat(alerts).hasSizeGreaterThan(10).doesNotHaveDuplicates();
        assertThat(all(RUNBOOK, Files.readString(RULES))).isEqualTo(alerts);
        try (var files = Files.list(RUNBOOKS)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.equals("README.md"))
                            .toList())
                    .containsExactlyInAnyOrderElementsOf(
                            alerts.stream().map(alert -> alert + ".md").toList());
        }
        var index = Files.readString(RUNBOOKS.resolve("README.md"));
        for (var alert : alerts) {
            assertThat(Files.readString(RUNBOOKS.resolve(alert + ".md")))
                    .startsWith("# " + alert + "\n")
                    .contains("\n## What it means\n", "\n## Look at\n", "\n## What to do\n");
            assertThat(index).contains("[" + alert + "](" + alert + ".md)");
        }
    }

    @Test
    void whatTheyAreOfIsDocumented() throws IOException {
        var documented = new TreeSet<>(MetricsPage.names());
        documented.addAll(MetricsPage.namesOfOthers());
        for (var expression : all(EXPRESSION, Files.readString(RULES))) {
            var metrics = METRIC.matcher(expression)
                    .results()
                    .map(found -> found.group().replaceAll("_bucket$", ""));
            assertThat(metrics).as(expression).isNotEmpty().allMatch(documented::contains);
        }
    }

    /** Of ours; those of Kafka's are many, and no page lists them. */
    @Test
    void whatRunbooksSendPeopleToIsDocumented() throws IOException {
        try (var files = Files.list(RUNBOOKS)) {
            for (var file : files.toList()) {
                assertThat(all(Pattern.compile("\\b(podtide_[a-z_]+)"), Files.readString(file)))
                        .as(file.toString())
                        .allMatch(MetricsPage.names()::contains);
            }
        }
    }

    @Test
    void eachIsTriedAndFires() throws IOException {
        assertThat(new TreeSet<>(all(FIRING, Files.readString(TESTS))))
                .isEqualTo(new TreeSet<>(all(ALERT, Files.readString(RULES))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"check rules podtide.rules.yaml", "test rules podtide.rules.test.yaml"})
    void promtoolAgrees(String words) throws Exception {
        assumeThat(installed()).as("promtool is on the PATH").isTrue();
        var line = new ArrayList<>(List.of("promtool"));
        line.addAll(List.of(words.split(" ", -1)));
        var process = new ProcessBuilder(line)
                .directory(RULES.getParent().toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).contains("SUCCESS");
    }

    private static boolean installed() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }
}
