package io.podtide.detect.rule;

import static io.podtide.detect.incident.Incident.Kind.OOM;
import static io.podtide.detect.incident.Incident.Kind.RESTART_LOOP;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.observation.Workload;
import io.podtide.detect.rule.Rules.Pending;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RuleBookTest {

    private static final Workload WEB = new Workload("prod-eu", "", "batch-1", "Deployment", "web");

    @Test
    void without_overrides_the_general_rules_apply() {
        assertThat(RuleBook.DEFAULTS.forWorkload(WEB, Map.of())).isEqualTo(new Ruling(Rules.DEFAULTS, Set.of(), ""));
    }

    @Test
    void an_override_applies_to_whom_it_matches() {
        var book = book(override("one", cluster("prod-*"), image(ofMinutes(9))));
        assertThat(book.forWorkload(WEB, Map.of()).rules().pending().image()).isEqualTo(ofMinutes(9));
        var other = new Workload("test", "", "batch-1", "Deployment", "web");
        assertThat(book.forWorkload(other, Map.of())).isEqualTo(new Ruling(Rules.DEFAULTS, Set.of(), ""));
    }

    @Test
    void of_several_the_first_to_set_a_key_wins_key_by_key() {
        var book = book(
                override("first", cluster("prod-*"), image(ofMinutes(9))),
                override("second", cluster("*-eu"), image(ofMinutes(99)), setup(ofMinutes(50))),
                override("third", cluster("*"), setup(ofMinutes(500))));
        var ruling = book.forWorkload(WEB, Map.of());
        assertThat(ruling.rules().pending().image()).isEqualTo(ofMinutes(9));
        assertThat(ruling.rules().pending().setup()).isEqualTo(ofMinutes(50));
        assertThat(ruling.rules().pending().unschedulable())
                .isEqualTo(Rules.DEFAULTS.pending().unschedulable());
        assertThat(ruling.override()).isEqualTo("first, second, third");
        assertThat(ruling.cite("3 restarts in 10m")).isEqualTo("3 restarts in 10m (first, second, third)");
    }

    @Test
    void kinds_that_any_of_them_turns_off_are_off() {
        var book = book(off("first", RESTART_LOOP), off("second", OOM));
        var ruling = book.forWorkload(WEB, Map.of());
        assertThat(List.of(Kind.values()))
                .filteredOn(kind -> !ruling.watches(kind))
                .containsExactly(RESTART_LOOP, OOM);
    }

    @Test
    void all_that_a_match_names_must_match() {
        var match =
                new Match(new Glob("prod-*"), new Glob("batch-*"), new Glob("web"), Map.of("tier", new Glob("night*")));
        var labels = Map.of("tier", "nightly", "team", "a");
        assertThat(match.matches(WEB, labels)).isTrue();
        assertThat(match.matches(WEB, Map.of("tier", "daily"))).isFalse();
        assertThat(match.matches(WEB, Map.of())).isFalse();
        assertThat(match.matches(new Workload("prod-eu", "", "shop", "Deployment", "web"), labels))
                .isFalse();
        assertThat(match.matches(new Workload("prod-eu", "", "batch-1", "Deployment", "cart"), labels))
                .isFalse();
        assertThat(Match.ALL.matches(WEB, Map.of())).isTrue();
    }

    private static RuleBook book(RuleOverride... overrides) {
        return new RuleBook(Rules.DEFAULTS, List.of(overrides));
    }

    @SafeVarargs
    private static RuleOverride override(String name, Match match, UnaryOperator<Rules>... changes) {
        UnaryOperator<Rules> all = rules -> {
            var changed = rules;
            for (var change : changes) {
                changed = change.apply(changed);
            }
            return changed;
        };
        return new RuleOverride(name, match, all, Set.of());
    }

    private static RuleOverride off(String name, Kind kind) {
        return new RuleOverride(name, Match.ALL, UnaryOperator.identity(), Set.of(kind));
    }

    private static Match cluster(String glob) {
        return new Match(new Glob(glob), Glob.ANY, Glob.ANY, Map.of());
    }

    private static UnaryOperator<Rules> image(Duration value) {
        return rules -> pending(rules, value, rules.pending().setup());
    }

    private static UnaryOperator<Rules> setup(Duration value) {
        return rules -> pending(rules, rules.pending().image(), value);
    }

    private static Rules pending(Rules r, Duration image, Duration setup) {
        var p = r.pending();
        var changed = new Pending(p.configError(), image, p.unschedulable(), p.scalingUp(), setup, p.unattended());
        return new Rules(
                r.restartLoop(),
                r.oom(),
                changed,
                r.terminating(),
                r.notReady(),
                r.evicted(),
                r.podFailed(),
                r.createBlocked(),
                r.clusterSilent(),
                r.resolve());
    }
}
