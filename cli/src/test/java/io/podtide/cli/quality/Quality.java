package io.podtide.cli.quality;

import io.podtide.cli.scenario.Scenario;
import io.podtide.detect.rule.RuleBook;
import java.io.IOException;

/** Plays all recordings and adds up what comes of them. */
final class Quality {

    private Quality() {}

    static Tally tally(Metamorphosis way, RuleBook rules) throws IOException {
        var truth = TruthRow.read(rules);
        var tally = new Tally();
        for (var scenario : Scenario.all().toList()) {
            var rows = truth.stream()
                    .filter(row -> row.scenario().equals(scenario.name()))
                    .map(way::of)
                    .toList();
            var lines = Lines.of(scenario);
            tally.add(Played.of(way.of(lines), rules).against(rows), row -> way.shows(row, lines));
        }
        return tally;
    }
}
