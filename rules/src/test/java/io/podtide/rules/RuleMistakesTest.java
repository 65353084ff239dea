package io.podtide.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleMistakesTest {

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void a_mistake_is_told_with_its_line(String yaml, String problems) {
        assertThat(RulesReader.read(yaml).problems()).map(Problem::toString).containsExactly(problems.split("\n"));
    }

    static Stream<Arguments> a_mistake_is_told_with_its_line() {
        return Stream.of(
                mistake("rule: {}", "line 1: rule: unknown key, did you mean rules?"),
                mistake(
                        "rules:\n  restart_loop: {}",
                        "line 2: rules.restart_loop: unknown key, did you mean restart-loop?"),
                mistake("rules:\n  oom:\n    kill: 2", "line 3: rules.oom.kill: unknown key, did you mean kills?"),
                mistake(
                        "rules:\n  evicted: {seconds: 2}",
                        "line 2: rules.evicted.seconds: unknown key, known are pods"),
                mistake("- rules", "line 1: needs keys and values, not a list"),
                mistake("rules: [1]", "line 1: rules: needs keys and values, not a list"),
                mistake("rules: {oom: 3}", "line 1: rules.oom: needs keys and values, not \"3\""),
                mistake(
                        "rules: {oom: {kills: \"2\"}}",
                        "line 1: rules.oom.kills: needs a whole number, not the text \"2\""),
                mistake("rules: {oom: {kills: many}}", "line 1: rules.oom.kills: needs a whole number, not \"many\""),
                mistake("rules: {oom: {kills: 2.5}}", "line 1: rules.oom.kills: needs a whole number, not \"2.5\""),
                mistake("rules: {oom: {kills: }}", "line 1: rules.oom.kills: needs a whole number, not nothing"),
                mistake("rules: {oom: {kills: 0}}", "line 1: rules.oom.kills: must be at least 1"),
                mistake("rules: {oom: {kills: -2}}", "line 1: rules.oom.kills: must be at least 1"),
                mistake(
                        "rules: {oom: {kills: 010}}",
                        "line 1: rules.oom.kills: needs a whole number such as 3, not 010"),
                mistake(
                        "rules: {oom: {within: 10 minutes}}",
                        "line 1: rules.oom.within: needs a duration such as 90s, 5m, 1h30m or 2d, not \"10 minutes\""),
                mistake("rules: {oom: {within: 90}}", "line 1: rules.oom.within: needs a unit: 90s, 90m or 90h"),
                mistake(
                        "rules: {oom: {within: \"\"}}",
                        "line 1: rules.oom.within: needs a duration such as 90s, 5m, 1h30m or 2d, not \"\""),
                mistake("rules: {oom: {within: }}", "line 1: rules.oom.within: needs a value"),
                mistake("rules: {oom: {within: -5m}}", "line 1: rules.oom.within: must not be negative"),
                mistake("rules: {oom: {within: 0s}}", "line 1: rules.oom.within: must be more than nothing"),
                mistake("rules: {oom: {within: 999d}}", "line 1: rules.oom.within: must be a year at most"),
                mistake("rules: {oom: {within: [5m]}}", "line 1: rules.oom.within: needs a text, not a list"),
                mistake(
                        "rules:\n  not-ready: {max: 20m,\n    min: 30m}",
                        "line 3: rules.not-ready.min: min (30m) is more than max (20m)"),
                mistake(
                        "rules:\n  resolve: {hold-max: 1m}",
                        "line 2: rules.resolve.hold-max: hold (5m) is more than hold-max (1m)"),
                mistake(
                        "rules:\n  oom: {kills: 2}\n  oom: {kills: 3}",
                        "line 3: rules.oom: written twice, first in line 2"),
                mistake(
                        "rules:\n  oom:\n    kills: 2\n    kills: 3",
                        "line 4: rules.oom.kills: written twice, first in line 3"),
                mistake("rules: {? [a] : b}", "line 1: rules: a key must be a word"),
                mistake(
                        "a: &a {kills: 2}\nrules: {oom: {<<: *a}}",
                        "line 1: a: unknown key, known are rules, overrides, mutes",
                        "line 2: rules.oom.<<: merging with << is not supported"),
                mistake(
                        "rules:\n\tpending: {}",
                        "line 2: not YAML: while scanning for the next token, found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)"),
                mistake(
                        "rules: {oom: {kills: 2}\n",
                        "line 2: not YAML: while parsing a flow mapping, expected ',' or '}', but got <stream end>"),
                mistake(
                        "rules: {}\n---\nrules: {}",
                        "line 2: not YAML: expected a single document in the stream, but found another document"),
                mistake("rules:\n  a: \u0007", "line 2: not YAML: a character that is not printable"),
                mistake("[".repeat(30), "refused: Nesting Depth exceeded max 20"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void so_is_one_in_an_override_or_a_mute(String yaml, String problems) {
        assertThat(RulesReader.read(yaml).problems()).map(Problem::toString).containsExactly(problems.split("\n"));
    }

    static Stream<Arguments> so_is_one_in_an_override_or_a_mute() {
        return Stream.of(
                mistake("overrides: {}", "line 1: overrides: needs a list, not keys and values"),
                mistake("overrides:\n  - off: [oom]", "line 2: overrides[0]: needs match"),
                mistake(
                        "overrides:\n  - match: {namespace: a}",
                        "line 2: overrides[0]: changes nothing: needs thresholds or off"),
                mistake(
                        "overrides:\n  - match: {namespaces: a}\n    off: [oom]",
                        "line 2: overrides[0].match.namespaces: unknown key, did you mean namespace?"),
                mistake(
                        "overrides:\n  - {match: {}, off: [oom]}\n  - match: {}\n    off:\n      - restartloop",
                        "line 5: overrides[1].off[0]: unknown kind, did you mean restart-loop?"),
                mistake("overrides: [{match: {}, off: oom}]", "line 1: overrides[0].off: needs a list, not \"oom\""),
                mistake(
                        "overrides: [{match: {}, of: [oom]}]",
                        "line 1: overrides[0].of: unknown key, did you mean off?",
                        "line 1: overrides[0]: changes nothing: needs thresholds or off"),
                mistake(
                        "overrides: [{match: {namespace: 'batch-(a|b)'}, off: [oom]}]",
                        "line 1: overrides[0].match.namespace: no such name can be: \"batch-(a|b)\" (* stands for any characters, ? for one)"),
                mistake(
                        "overrides: [{match: {namespace: 'prod-.*'}, off: [oom]}]",
                        "line 1: overrides[0].match.namespace: no such name can be: \"prod-.*\" (* stands for any characters, ? for one)"),
                mistake(
                        "overrides: [{match: {labels: {tier: 'a b'}}, off: [oom]}]",
                        "line 1: overrides[0].match.labels.tier: no such name can be: \"a b\" (* stands for any characters, ? for one)"),
                mistake(
                        "overrides: [{match: {labels: {'a*': b}}, off: [oom]}]",
                        "line 1: overrides[0].match.labels.a*: no label key: \"a*\""),
                mistake(
                        "overrides: [{match: {}, not-ready: {min: 20m}}]",
                        "line 1: overrides[0].not-ready.min: min (20m) is more than max (15m)"),
                mistake(
                        "overrides: [{match: {namespace: a}, cluster-silent: {after: 5m}}]",
                        "line 1: overrides[0].cluster-silent: is about whole clusters: match by cluster alone"),
                mistake(
                        "overrides: [{match: {namespace: a}, off: [cluster-silent]}]",
                        "line 1: overrides[0].off[0]: cluster-silent is about whole clusters: match by cluster alone"),
                mistake("mutes:\n  - {match: {}, owner: a, reason: b}", "line 2: mutes[0]: needs until"),
                mistake(
                        "mutes:\n  - {match: {}}",
                        "line 2: mutes[0]: needs until",
                        "line 2: mutes[0]: needs owner",
                        "line 2: mutes[0]: needs reason"),
                mistake(
                        "mutes: [{match: {}, until: tomorrow, owner: a, reason: b}]",
                        "line 1: mutes[0].until: needs a time such as 2027-01-31T00:00:00Z, not \"tomorrow\""),
                mistake(
                        "mutes: [{match: {}, until: 2027-01-31, owner: a, reason: b}]",
                        "line 1: mutes[0].until: needs a time such as 2027-01-31T00:00:00Z, not \"2027-01-31\""),
                mistake(
                        "mutes: [{match: {}, until: 2027-01-31T00:00:00Z, owner: a, reason: ' '}]",
                        "line 1: mutes[0].reason: must not be empty"));
    }

    @Test
    void all_mistakes_of_a_file_are_told_at_once() {
        var reading = RulesReader.read("""
                rules:
                  oom: {kills: none}
                  pending: {image: 5}
                overrides:
                  - match: {cluster: ""}
                    off: [nothing]
                extra: 1
                """);
        assertThat(reading.value()).isEmpty();
        assertThat(reading.problems())
                .containsExactly(
                        new Problem(2, "rules.oom.kills", "needs a whole number, not \"none\""),
                        new Problem(3, "rules.pending.image", "needs a unit: 5s, 5m or 5h"),
                        new Problem(
                                5,
                                "overrides[0].match.cluster",
                                "no such name can be: \"\" (* stands for any characters, ? for one)"),
                        new Problem(
                                6,
                                "overrides[0].off[0]",
                                "unknown kind, known are restart-loop, oom, pending, terminating, not-ready, evicted, node-lost, pod-failed, create-blocked, cluster-silent"),
                        new Problem(7, "extra", "unknown key, known are rules, overrides, mutes"));
    }

    @Test
    void a_bomb_of_aliases_is_refused() {
        var bomb = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i <= 60; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append("*a")
                    .append(i - 1)
                    .append(", ")
                    .append("*a")
                    .append(i - 1)
                    .append("]\n");
        }
        assertThat(RulesReader.read(bomb.toString()).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).startsWith("refused: Number of aliases"));
    }

    @Test
    void more_overrides_than_can_be_looked_at_with_every_record_are_refused() {
        var many = "overrides:\n" + "  - {match: {namespace: a}, off: [oom]}\n".repeat(1_001);
        assertThat(RulesReader.read(many).problems())
                .containsExactly(
                        new Problem(1_002, "overrides[1000]", "there are 1001 of overrides, and 1000 at most may be"));
    }

    @Test
    void a_document_that_contains_itself_is_refused() {
        assertThat(RulesReader.read("rules: &r\n  oom: {kills: 2}\n  pending: *r\n")
                        .problems())
                .isNotEmpty();
    }

    @Test
    void a_tag_makes_no_object() {
        assertThat(RulesReader.read("rules: !!javax.script.ScriptEngineManager [x]")
                        .problems())
                .map(Problem::toString)
                .containsExactly(
                        "line 1: not YAML: Global tag is not allowed: tag:yaml.org,2002:javax.script.ScriptEngineManager");
    }

    private static Arguments mistake(String yaml, String... problems) {
        return Arguments.of(yaml, String.join("\n", problems));
    }
}
