package io.podtide.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleWarningsTest {

    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

    @Test
    void a_mute_that_has_ended_mutes_nothing() {
        assertThat(warnings("""
                mutes:
                  - {match: {namespace: lab}, until: 2026-12-01T00:00:00Z, owner: a, reason: b}
                  - {match: {}, until: 2026-12-01T00:00:01Z, owner: a, reason: b}
                  - {match: {}, until: 2028-12-01T00:00:01Z, owner: c, reason: b}
                """))
                .containsExactly(
                        "line 2: mutes[0].until: has ended, it mutes nothing (namespace=lab, owner a)",
                        "line 4: mutes[2].until: is more than a year away (all, owner c)");
    }

    @Test
    void an_override_that_those_before_it_cover_never_applies() {
        assertThat(warnings("""
                overrides:
                  - {match: {cluster: "prod-*"}, pending: {image: 3m}, off: [oom]}
                  - {match: {cluster: "prod-eu-*", labels: {tier: a}}, pending: {image: 4m}}
                  - {match: {cluster: "prod-eu"}, off: []}
                  - {match: {cluster: "prod-eu"}, pending: {setup: 4m, image: 4m}}
                  - {match: {cluster: "*"}, pending: {image: 4m}}
                  - {match: {cluster: "prod-?"}, pending: {image: 5m}}
                """))
                .extracting(line -> line.substring(0, line.indexOf(": never")))
                .containsExactly("line 3: overrides[1]", "line 4: overrides[2]", "line 7: overrides[5]");
    }

    @Test
    void several_may_cover_one_together() {
        assertThat(warnings("""
                overrides:
                  - {match: {}, pending: {image: 3m}}
                  - {match: {}, pending: {setup: 3m}}
                  - {match: {namespace: a}, pending: {setup: 4m, image: 4m}}
                """)).hasSize(1);
    }

    @Test
    void one_that_matches_more_or_sets_more_applies() {
        assertThat(warnings("""
                overrides:
                  - {match: {namespace: a}, pending: {image: 3m}}
                  - {match: {namespace: "a*"}, pending: {image: 3m}}
                  - {match: {namespace: a, labels: {t: x}}, off: [oom]}
                  - {match: {namespace: a, labels: {u: x}}, off: [oom]}
                  - {match: {namespace: "b-?"}, off: [oom]}
                  - {match: {namespace: "b-*"}, off: [oom]}
                """)).isEmpty();
    }

    private static List<String> warnings(String yaml) {
        return RulesReader.read(yaml).orThrow().warnings(NOW).stream()
                .map(Problem::toString)
                .toList();
    }
}
