package io.podtide.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.rule.RuleBook;
import org.junit.jupiter.api.Test;

class RuleChangesTest {

    @Test
    void the_same_rules_change_nothing() {
        assertThat(RuleChanges.between(RuleBook.DEFAULTS, book("rules: {oom: {kills: 2}}")))
                .isEmpty();
    }

    @Test
    void thresholds_are_told_with_what_they_were() {
        assertThat(RuleChanges.between(
                        book("rules: {oom: {kills: 3, within: 90m}}"), book("rules: {pending: {image: 90s}}")))
                .containsExactly("oom.kills: 2, was 3", "oom.within: 1h, was 1h30m", "pending.image: 1m30s, was 2m");
    }

    @Test
    void overrides_and_mutes_are_told_as_they_come_and_go() {
        var before = book("""
                overrides:
                  - {match: {namespace: a}, off: [oom]}
                  - {match: {namespace: b}, pending: {setup: 9m, image: 9m}, off: [pending, oom]}
                mutes: [{match: {}, until: 2027-01-31T00:00:00Z, owner: a, reason: b}]
                """);
        var after = book("""
                overrides:
                  - {match: {namespace: a}, off: [oom]}
                  - {match: {namespace: b}, pending: {image: 8m}}
                mutes: [{match: {cluster: lab}, until: 2027-01-31T00:00:00Z, owner: a, reason: b}]
                """);
        assertThat(RuleChanges.between(before, after))
                .containsExactly(
                        "- override (namespace=b): pending.image 9m, pending.setup 9m, off [oom, pending]",
                        "+ override (namespace=b): pending.image 8m",
                        "- mute (all) until 2027-01-31T00:00:00Z, a: b",
                        "+ mute (cluster=lab) until 2027-01-31T00:00:00Z, a: b");
    }

    @Test
    void their_order_matters() {
        assertThat(RuleChanges.between(
                        book("overrides: [{match: {}, off: [oom]}, {match: {namespace: a}, off: []}]"),
                        book("overrides: [{match: {namespace: a}, off: []}, {match: {}, off: [oom]}]")))
                .containsExactly("the overrides stand in another order");
    }

    private static RuleBook book(String yaml) {
        return RulesReader.read(yaml).orThrow().book();
    }
}
