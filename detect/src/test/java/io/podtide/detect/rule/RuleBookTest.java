package io.podtide.detect.rule;

import static io.podtide.detect.incident.Incident.Kind.OOM;
import static io.podtide.detect.incident.Incident.Kind.RESTART_LOOP;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.observation.Workload;
import io.podtide.detect.rule.Rules.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleBookTest {

    private static final Workload WEB = new Workload("prod-eu", "", "batch-1", "Deployment", "web");

    @Test
    void without_overrides_the_general_rules_apply() {
        assertThat(RuleBook.DEFAULTS.forWorkload(WEB, Map.of()))
                .isEqualTo(new Ruling(Rules.DEFAULTS, Set.of(), List.of()));
    }

    @Test
    void an_override_applies_to_whom_it_matches() {
        var book = book(override("one", cluster("prod-*"), Set.of("pending.image"), image(ofMinutes(9))));
        assertThat(book.forWorkload(WEB, Map.of()).rules().pending().image()).isEqualTo(ofMinutes(9));
        var other = new Workload("test", "", "batch-1", "Deployment", "web");
        assertThat(book.forWorkload(other, Map.of())).isEqualTo(new Ruling(Rules.DEFAULTS, Set.of(), List.of()));
    }

    @Test
    void of_several_the_first_to_set_a_key_wins_key_by_key() {
        var book = book(
                override("first", cluster("prod-*"), Set.of("pending.image"), image(ofMinutes(9))),
                override(
                        "second",
                        cluster("*-eu"),
                        Set.of("pending.image", "pending.setup"),
                        image(ofMinutes(99)),
                        setup(ofMinutes(50))),
                override("third", cluster("*"), Set.of("pending.setup"), setup(ofMinutes(500))));
        var ruling = book.forWorkload(WEB, Map.of());
        assertThat(ruling.rules().pending().image()).isEqualTo(ofMinutes(9));
        assertThat(ruling.rules().pending().setup()).isEqualTo(ofMinutes(50));
        assertThat(ruling.rules().pending().unschedulable())
                .isEqualTo(Rules.DEFAULTS.pending().unschedulable());
        assertThat(ruling.cite(Kind.PENDING, "pending 9m")).isEqualTo("pending 9m (first, second)");
        assertThat(ruling.cite(RESTART_LOOP, "3 restarts in 10m")).isEqualTo("3 restarts in 10m");
    }

    @Test
    void what_is_off_is_a_key_too_and_the_first_to_write_it_wins() {
        var book = book(
                override("silent about it", Match.ALL, Set.of("pending.image"), image(ofMinutes(9))),
                RuleOverride.off("first", cluster("prod-*"), Set.of(RESTART_LOOP)),
                RuleOverride.off("second", Match.ALL, Set.of(OOM)));
        assertThat(notWatched(book, WEB)).containsExactly(RESTART_LOOP);
        assertThat(notWatched(book, new Workload("test", "", "batch-1", "Deployment", "web")))
                .containsExactly(OOM);
    }

    @Test
    void nothing_off_switches_on_again_what_a_later_override_turns_off() {
        var book = book(
                RuleOverride.off("not here", cluster("prod-*"), Set.of()),
                RuleOverride.off("everywhere", Match.ALL, Set.of(OOM)));
        assertThat(notWatched(book, WEB)).isEmpty();
    }

    @Test
    void of_mutes_that_match_and_last_the_longest_counts() {
        var start = Instant.parse("2027-01-01T00:00:00Z");
        var day = new Mute(cluster("prod-*"), start.plus(Duration.ofDays(1)), "a", "for a day");
        var week = new Mute(Match.ALL, start.plus(Duration.ofDays(7)), "b", "for a week");
        var other = new Mute(cluster("test"), start.plus(Duration.ofDays(70)), "c", "elsewhere");
        var book = new RuleBook(Rules.DEFAULTS, List.of(), List.of(day, week, other));
        assertThat(book.mute(WEB, Map.of(), start)).contains(week);
        assertThat(book.mute(WEB, Map.of(), week.until().minusMillis(1))).contains(week);
        assertThat(book.mute(WEB, Map.of(), week.until())).isEmpty();
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
    private static RuleOverride override(String name, Match match, Set<String> keys, UnaryOperator<Rules>... changes) {
        UnaryOperator<Rules> all = rules -> {
            var changed = rules;
            for (var change : changes) {
                changed = change.apply(changed);
            }
            return changed;
        };
        return new RuleOverride(name, match, keys, all, Optional.empty());
    }

    private static List<Kind> notWatched(RuleBook book, Workload workload) {
        var ruling = book.forWorkload(workload, Map.of());
        return Stream.of(Kind.values()).filter(kind -> !ruling.watches(kind)).toList();
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
