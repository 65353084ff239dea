package io.podtide.cli.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.cli.scenario.Scenario;
import io.podtide.detect.rule.RuleBook;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** However a recording came about, the same is found in it: who, in what way, and why. */
@Tag("slow")
class MetamorphosisTest {

    @TestFactory
    Stream<DynamicTest> whereNothingIsLostTheSameIsFound() {
        return Arrays.stream(Metamorphosis.values())
                .filter(Metamorphosis::keepsAll)
                .map(way -> DynamicTest.dynamicTest(way.words(), () -> {
                    for (var scenario : Scenario.all().toList()) {
                        var lines = Lines.of(scenario);
                        assertThat(names(Played.of(way.of(lines), RuleBook.DEFAULTS), way))
                                .as(scenario.name())
                                .isEqualTo(names(Played.of(lines, RuleBook.DEFAULTS), Metamorphosis.NONE));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> whereSomethingIsLostNothingIsMadeUp() {
        return Stream.of(Metamorphosis.COALESCED, Metamorphosis.GAP, Metamorphosis.LONG_GAP, Metamorphosis.CUT)
                .map(way -> DynamicTest.dynamicTest(way.words(), () -> {
                    var tally = Quality.tally(way, RuleBook.DEFAULTS);
                    assertThat(tally.extra()).isEmpty();
                    assertThat(tally.kind()).as(tally.misses().toString()).isEqualTo(tally.expected());
                    assertThat(tally.cause()).isGreaterThanOrEqualTo(tally.expected() * 95 / 100);
                }));
    }

    /** They were recorded in one cluster, at times that overlap; its nodes show in each of them, for as long as it lasts. */
    @Test
    void allAtOnceAreWhatEachIs() throws IOException {
        var scenarios = Scenario.all().filter(s -> !s.name().startsWith("j")).toList();
        var each = new TreeSet<String>();
        for (var scenario : scenarios) {
            each.addAll(names(Played.of(Lines.of(scenario), RuleBook.DEFAULTS), Metamorphosis.NONE));
        }
        each.removeIf(name -> name.startsWith("Node "));
        var observations = Scenario.observations(scenarios.toArray(Scenario[]::new));
        var all = new TreeSet<String>();
        Told.of(Scenario.detected(RuleBook.DEFAULTS, observations)).forEach(told -> all.add(name(told)));
        all.removeIf(name -> name.startsWith("Node "));
        assertThat(all).isEqualTo(each);
    }

    private static Set<String> names(Played played, Metamorphosis way) {
        var names = new TreeSet<String>();
        Told.of(played.revisions()).forEach(told -> names.add(way.original(name(told))));
        return names;
    }

    private static String name(Told told) {
        return told.subject() + " " + told.kind() + " " + told.cause();
    }
}
