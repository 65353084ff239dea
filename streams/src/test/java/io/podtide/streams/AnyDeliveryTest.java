package io.podtide.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.Detection;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.rule.RuleBook;
import io.podtide.rules.Causes;
import io.podtide.streams.LivingCluster.Act;
import io.podtide.streams.Redelivery.Again;
import io.podtide.streams.Redelivery.How;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;

/** Any legal history, delivered as Kubernetes and Kafka may, gives the same incidents. */
class AnyDeliveryTest {

    private static final int ACTS = 60;

    /** So many that even of the stores with the smallest part of it nothing has to make room. */
    private static final int ALL_IN_USE = 1_000_000;

    /** Of one seed, so that the build tells of the change it is given and of nothing else; the nightly run goes on searching. */
    @Property(tries = 300, seed = "42", edgeCases = EdgeCasesMode.NONE)
    void repetitionsChangeNothing(@ForAll("acts") List<Act> acts, @ForAll("repetitions") List<Again> repetitions) {
        repetitionsAreNone(acts, repetitions);
    }

    @Tag("nightly")
    @Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE)
    void manyRepetitionsChangeNothing(@ForAll("acts") List<Act> acts, @ForAll("repetitions") List<Again> repetitions) {
        repetitionsAreNone(acts, repetitions);
    }

    @Property(tries = 10, seed = "42", edgeCases = EdgeCasesMode.NONE)
    void theStreamsTellTheSameHoweverManyTopicsAreRead(
            @ForAll("acts") List<Act> acts, @ForAll("repetitions") List<Again> repetitions, @ForAll long seed)
            throws IOException {
        readingsAreOne(acts, repetitions, seed);
    }

    @Tag("nightly")
    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void theStreamsTellTheSameOfManyHistories(
            @ForAll("acts") List<Act> acts, @ForAll("repetitions") List<Again> repetitions, @ForAll long seed)
            throws IOException {
        readingsAreOne(acts, repetitions, seed);
    }

    private static void repetitionsAreNone(List<Act> acts, List<Again> repetitions) {
        var history = LivingCluster.history(acts);
        assertThat(inTheEnd(detected(Redelivery.of(history, repetitions)))).isEqualTo(inTheEnd(detected(history)));
    }

    private static void readingsAreOne(List<Act> acts, List<Again> repetitions, long seed) throws IOException {
        var history = LivingCluster.history(acts);
        var replayed = detected(history);
        assertThat(streamed(history)).as("as it happened").containsExactlyInAnyOrderElementsOf(replayed);
        assertThat(streamed(history, ALL_IN_USE))
                .as("from states that are never read again")
                .containsExactlyInAnyOrderElementsOf(replayed);
        var expected = inTheEnd(replayed);
        assertThat(inTheEnd(streamed(Redelivery.of(history, repetitions))))
                .as("with repetitions")
                .isEqualTo(expected);
        assertThat(inTheEnd(streamed(Redelivery.interleaved(history, seed))))
                .as("topics read one behind the other")
                .isEqualTo(expected);
    }

    @Provide
    Arbitrary<List<Act>> acts() {
        var after = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.integers().between(1, 3)),
                Tuple.of(4, Arbitraries.integers().between(1, 40)),
                Tuple.of(1, Arbitraries.integers().between(60, 900)),
                Tuple.of(2, rightWhenARuleIsMet()));
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 59),
                        after)
                .as(Act::new)
                .list()
                .ofMaxSize(ACTS)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    /** Most rules ask for so many minutes, and most holds are as long. */
    private static Arbitrary<Integer> rightWhenARuleIsMet() {
        return Combinators.combine(
                        Arbitraries.of(60, 120, 300, 600),
                        Arbitraries.integers().between(-3, 3))
                .as(Integer::sum);
    }

    @Provide
    Arbitrary<List<Again>> repetitions() {
        return Combinators.combine(
                        Arbitraries.of(How.class),
                        Arbitraries.integers().between(0, 1_000),
                        Arbitraries.integers().between(0, 10_000))
                .as(Again::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    private static List<Incident> detected(List<Observation> observations) {
        var detection = new Detection(RuleBook.DEFAULTS, Causes.builtIn());
        var revisions = new ArrayList<Incident>();
        observations.forEach(o -> revisions.addAll(detection.observe(o)));
        return revisions;
    }

    private static List<Incident> streamed(List<Observation> observations) throws IOException {
        return streamed(observations, 1);
    }

    private static List<Incident> streamed(List<Observation> observations, int inUse) throws IOException {
        try (var pipeline = DrivenPipeline.passing(inUse)) {
            for (var observation : observations) {
                pipeline.observes(observation);
                if (observation instanceof ClusterClock) {
                    pipeline.waits(Duration.ofSeconds(1));
                }
            }
            var newest = observations.get(observations.size() - 1).observedAt();
            pipeline.hearsFrom("prod", newest.plusSeconds(2)).waits(Duration.ofSeconds(1));
            return pipeline.incidents();
        }
    }

    private static String inTheEnd(List<Incident> revisions) {
        var newest = new TreeMap<String, String>();
        var told = new ArrayList<String>();
        for (var i : revisions) {
            told.add(i.id() + " r" + i.revision());
            newest.put(
                    i.id(),
                    "%s %s %s %s %s, %d times, %d pods, reopened %d\n"
                            .formatted(
                                    i.id(),
                                    i.kind(),
                                    i.subject(),
                                    i.state(),
                                    i.resolution(),
                                    i.occurrences(),
                                    i.podCount(),
                                    i.reopened()));
        }
        assertThat(told).doesNotHaveDuplicates();
        return String.join("", newest.values());
    }
}
