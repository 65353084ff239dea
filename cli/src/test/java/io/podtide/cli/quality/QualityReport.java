package io.podtide.cli.quality;

import io.podtide.cli.scenario.Scenario;
import io.podtide.detect.rule.RuleBook;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code docs/detection-quality.md}. */
final class QualityReport {

    private static final String HEAD = """
            | %s | expected | found | kind | cause | extra | per failure | early |
            |---|---:|---:|---:|---:|---:|---:|---:|
            """;

    /** Misses that are known, by the words that they hold. */
    private static final Map<String, String> EXPLAINED = Map.of(
            "h02-node-lost Deployment h02-node-lost/pinned",
            "its pod is lost with its node, and the one that takes its place is bound to that node by its selector: it is"
                    + " unschedulable, which is told apart because it needs another remedy",
            "Job a08-job-fail/onfailure",
            "the Job has deleted its pod, and all evidence with it, before the observer began",
            "j01-mixed-fleet-edge/scratch",
            "the pod ends with success and says nowhere that it was evicted; the one Event that does is missing");

    private QualityReport() {}

    static String text() throws IOException {
        var text = new StringBuilder("""
                # Detection quality

                Every recording under `cli/src/test/resources/scenarios` and the bundled one, held against `truth.tsv`: what was done while they
                were recorded (Kubernetes 1.36, containerd 1.7 and 2.1), written down without Podtide. In the source tree `docs/detection-quality.sh`
                plays all of them and writes this page; `TruthTest`, `MetamorphosisTest` and `QualityReportTest` keep it from getting worse.

                *Expected* are failures that last beyond their rule's threshold. *Found* is an incident of the workload or node, or one of a node that
                names its pods; *kind* and *cause* say what a careful person would. *Extra* is an incident that nothing explains. *Per failure* counts
                incidents, those of one parent as one. *Early* were said to be over while the failure went on.

                """);
        for (var rules : List.of(RuleBook.DEFAULTS, Scenario.shortRules())) {
            rules(text, rules);
        }
        text.append("""
                The delay is from when the rule was met (in the recording's time, at the first change after it) until the incident opened. An opening
                before that is one by a better sign than the one that the truth was worked out from.

                """);
        return text.toString();
    }

    private static void rules(StringBuilder text, RuleBook rules) throws IOException {
        boolean standard = rules.equals(RuleBook.DEFAULTS);
        var recorded = Quality.tally(Metamorphosis.NONE, rules);
        text.append(standard ? "## Default rules\n\n" : "## Short rules (`rules-short.yaml`)\n\n");
        text.append(String.format(HEAD, "kind"));
        recorded.byKind().forEach((kind, tally) -> line(text, tally.row(kind)));
        line(text, recorded.row("all"));
        var revisions = recorded.revisions();
        var delays = recorded.delays();
        text.append(String.format(
                Locale.ROOT,
                "%n%d incidents; revisions: median %d, most %d; delay: median %s, p95 %s, most %s (%d failures).%n%n",
                recorded.incidents(),
                Tally.quantile(revisions, 0.5),
                Tally.quantile(revisions, 1),
                seconds(Tally.quantile(delays, 0.5)),
                seconds(Tally.quantile(delays, 0.95)),
                seconds(Tally.quantile(delays, 1)),
                delays.size()));
        text.append("The same in other recordings of the same:\n\n");
        text.append(String.format(HEAD, "recording"));
        var misses = new StringBuilder();
        var told = new HashSet<String>();
        for (var way : Metamorphosis.values()) {
            var tally = Quality.tally(way, rules);
            line(text, tally.row(way.words()));
            for (var miss : tally.misses()) {
                if (told.add(way == Metamorphosis.DROPPED ? miss : known(miss))) { // once is enough
                    line(misses, "- " + way.words() + ": " + miss + explained(way, miss));
                }
            }
        }
        text.append("\nMisses:\n\n")
                .append(misses.isEmpty() ? "none\n" : misses)
                .append('\n');
    }

    /** What it is by, in whatever recording. */
    private static String known(String miss) {
        return EXPLAINED.keySet().stream()
                .filter(words -> miss.replace(Metamorphosis.OTHER, "").contains(words))
                .findFirst()
                .orElse(miss);
    }

    private static String explained(Metamorphosis way, String miss) {
        return EXPLAINED.entrySet().stream()
                .filter(known -> miss.contains(known.getKey()))
                .map(known -> ". *" + known.getValue() + "*")
                .findFirst()
                .orElse(way == Metamorphosis.DROPPED ? ". *The status that said otherwise is never sent again*" : "");
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }

    private static String seconds(Duration delay) {
        return String.format(Locale.ROOT, "%.1f s", delay.toMillis() / 1000.0);
    }
}
