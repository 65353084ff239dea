package io.podtide.cli.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.cli.scenario.Scenario;
import io.podtide.detect.rule.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is promised of detection as a whole. {@code -Dpodtide.update-quality=true} writes {@code docs/detection-quality.md}. */
class QualityReportTest {

    private static final Path REPORT = Path.of("..", "docs", "detection-quality.md");

    @Test
    void detectionIsAsGoodAsPromised() throws IOException {
        if (Boolean.getBoolean("podtide.update-quality")) {
            Files.writeString(REPORT, QualityReport.text());
        }
        for (var rules : new RuleBook[] {RuleBook.DEFAULTS, Scenario.shortRules()}) {
            var tally = Quality.tally(Metamorphosis.NONE, rules);
            assertThat(tally.kind()).isEqualTo(tally.expected());
            assertThat(tally.cause()).isGreaterThanOrEqualTo(tally.expected() * 95 / 100);
            assertThat(tally.extra()).isEmpty();
            assertThat(tally.perFailure()).isLessThan(1.01);
            assertThat(Tally.quantile(tally.revisions(), 0.5)).isLessThanOrEqualTo(3);
            assertThat(Tally.quantile(tally.delays(), 1)).isLessThanOrEqualTo(Duration.ofSeconds(5));
        }
    }
}
