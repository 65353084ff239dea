package io.podtide.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.observation.Workload;
import io.podtide.detect.rule.Mute;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.rule.RuleOverride;
import io.podtide.detect.rule.Rules;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleSetsTest {

    private static final RuleBook BASE = RulesReader.read("""
            rules: {oom: {kills: 7}, evicted: {pods: 7}}
            overrides: [{match: {}, off: [oom]}]
            """).orThrow().book();

    private final RuleSets sets = new RuleSets(BASE);

    @Test
    void without_sets_the_base_is_in_force() {
        assertThat(sets.book()).isEqualTo(BASE);
        assertThat(sets.names()).isEmpty();
    }

    @Test
    void the_default_set_takes_the_place_of_the_base_until_it_is_removed() {
        put("default", "rules: {oom: {kills: 5}}");
        assertThat(sets.book().rules().oom().kills()).isEqualTo(5);
        assertThat(sets.book().rules().evicted()).isEqualTo(Rules.DEFAULTS.evicted());
        assertThat(sets.book().overrides()).isEmpty();
        sets.remove("default");
        assertThat(sets.book()).isEqualTo(BASE);
    }

    @Test
    void others_add_to_it_in_the_order_of_their_names_and_the_first_to_set_a_key_wins() {
        put("payments", """
                rules: {oom: {kills: 4, daily-kills: 9}}
                overrides: [{match: {namespace: pay}, pending: {image: 9m}}]
                mutes: [{match: {namespace: pay}, until: 2027-01-31T00:00:00Z, owner: b, reason: c}]
                """);
        put("edge", "overrides: [{match: {namespace: pay}, pending: {image: 8m}}]");
        put("default", """
                rules: {oom: {kills: 5}}
                mutes: [{match: {}, until: 2027-01-01T00:00:00Z, owner: a, reason: c}]
                """);
        assertThat(sets.names()).containsExactly("default", "edge", "payments");
        var book = sets.book();
        assertThat(book.rules().oom().kills()).isEqualTo(5);
        assertThat(book.rules().oom().dailyKills()).isEqualTo(9);
        assertThat(book.overrides())
                .extracting(RuleOverride::name)
                .containsExactly("edge override 1 (namespace=pay)", "payments override 1 (namespace=pay)");
        assertThat(book.forWorkload(new Workload("c", "", "pay", "Deployment", "api"), Map.of())
                        .rules()
                        .pending()
                        .image())
                .isEqualTo(Duration.ofMinutes(8));
        assertThat(book.mutes()).extracting(Mute::owner).containsExactly("a", "b");
    }

    @Test
    void a_set_with_a_mistake_is_refused_and_what_it_said_before_stays() {
        put("default", "rules: {oom: {kills: 5}}");
        var refused =
                sets.put("default", "rules: {oom: {kills: many}, pending: {}, oo: 1}".getBytes(StandardCharsets.UTF_8));
        assertThat(refused.problems()).hasSize(2);
        assertThat(sets.book().rules().oom().kills()).isEqualTo(5);
        assertThat(sets.put("default", new byte[] {(byte) 0xff}).problems())
                .containsExactly(new Problem(0, "", "not UTF-8"));
        assertThat(sets.put("default", new byte[YamlText.MAX_BYTES + 1]).problems())
                .containsExactly(new Problem(0, "", "bigger than 1 MiB"));
        assertThat(sets.book().rules().oom().kills()).isEqualTo(5);
    }

    @Test
    void an_empty_set_is_one_that_sets_nothing() {
        put("default", "");
        assertThat(sets.book()).isEqualTo(RuleBook.DEFAULTS);
    }

    @Test
    void sets_have_names_as_things_in_kubernetes_do() {
        assertThat(RuleSets.isName("default")).isTrue();
        assertThat(RuleSets.isName("team-a.1")).isTrue();
        for (var no : new String[] {"", "Team", "-a", "a-", "a b", "a/b", "a".repeat(64)}) {
            assertThat(RuleSets.isName(no)).as(no).isFalse();
        }
    }

    private void put(String name, String yaml) {
        assertThat(sets.put(name, yaml.getBytes(StandardCharsets.UTF_8)).problems())
                .isEmpty();
    }
}
