package io.podtide.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.rule.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the documentation shows of rules is right. */
class DocumentedRulesTest {

    private static final Pattern YAML = Pattern.compile("(?s)```yaml\\n(.*?)```");

    @Test
    void every_example_is_valid_and_means_something() throws IOException {
        for (var file : List.of("docs/rules.md", "README.md")) {
            assertThat(examples(file))
                    .isNotEmpty()
                    .allSatisfy(example -> assertThat(
                                    RulesReader.read(example).orThrow().warnings(Instant.parse("2026-11-21T00:00:00Z")))
                            .isEmpty());
        }
    }

    @Test
    void the_defaults_that_are_shown_are_all_there_are() throws IOException {
        var shown = examples("docs/rules.md").get(1);
        assertThat(RulesReader.read(shown).orThrow().book().rules()).isEqualTo(Rules.DEFAULTS);
        RuleSection.ALL.forEach(
                section -> section.keys().forEach(key -> assertThat(shown).contains(key + ": ")));
    }

    private static List<String> examples(String file) throws IOException {
        return YAML.matcher(Files.readString(Path.of("..", file)))
                .results()
                .map((MatchResult found) -> found.group(1))
                .filter(example -> !example.startsWith("receivers:")) // alerts, which their own module reads
                .toList();
    }
}
