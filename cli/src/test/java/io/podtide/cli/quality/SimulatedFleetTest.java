package io.podtide.cli.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.rule.RuleBook;
import io.podtide.simulate.fleet.Fleet;
import io.podtide.simulate.fleet.Line;
import io.podtide.simulate.fleet.Shape;
import io.podtide.simulate.take.Repertoire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** In a fleet that rolls out, scales, runs jobs and drains nodes, what fails is found, and nothing else. */
class SimulatedFleetTest {

    private static final Instant FROM = Instant.parse("2027-03-01T06:00:00Z");
    private static final Shape SHAPE = new Shape(7, 4, 6, 60, 2, FROM, FROM.plus(Duration.ofHours(6)), 4, 40, 2, 0);
    /** Nothing fails by chance, which might be the same in several clusters, too. */
    private static final Shape TOGETHER =
            new Shape(7, 6, 6, 30, 0, FROM, FROM.plus(Duration.ofHours(12)), 1, 0, 40, 30);

    @Test
    void everyFailureIsFoundAndNothingElse() throws IOException {
        check(SHAPE, Repertoire.load());
    }

    @Test
    void soIsEveryFailureThatLastsForLong() throws IOException {
        check(SHAPE, Repertoire.lasting(Duration.ofMinutes(30)));
    }

    @Test
    void inEachClusterSoIsWhatFailsInSeveral() throws IOException {
        check(TOGETHER, Repertoire.load());
    }

    @Test
    void whatFailsInSeveralClustersAtOnceIsOneIncidentOfTheFleet() throws IOException {
        for (var repertoire : List.of(Repertoire.load(), Repertoire.lasting(Duration.ofMinutes(30)))) {
            var rows = new ArrayList<TruthRow>();
            var out = new ByteArrayOutputStream();
            new Fleet(TOGETHER, repertoire, row -> rows.add(TruthRow.of(row, 0)))
                    .forEachRemaining(line -> write(line, out));
            var played = Played.of(Lines.of(out.toString(StandardCharsets.UTF_8)), RuleBook.DEFAULTS);
            var tally = new Tally();
            tally.add(
                    played.of(Scope.FLEET)
                            .against(rows.stream()
                                    .filter(row -> row.subject().kind().equals("Fleet"))
                                    .toList()),
                    row -> true);
            assertThat(tally.expected()).isGreaterThan(5);
            assertThat(tally.misses()).isEmpty();
        }
    }

    /** Each cluster by itself, for workloads of several have one name. */
    private static void check(Shape shape, Repertoire repertoire) throws IOException {
        var rows = new ArrayList<TruthRow>();
        var clusters = new TreeMap<String, ByteArrayOutputStream>();
        var fleet = new Fleet(shape, repertoire, row -> rows.add(TruthRow.of(row, 0)));
        while (fleet.hasNext()) {
            var line = fleet.next();
            write(line, clusters.computeIfAbsent(line.cluster(), name -> new ByteArrayOutputStream()));
        }
        var tally = new Tally();
        for (Map.Entry<String, ByteArrayOutputStream> cluster : clusters.entrySet()) {
            var lines = Lines.of(cluster.getValue().toString(StandardCharsets.UTF_8));
            var own = rows.stream()
                    .filter(row -> row.scenario().equals(cluster.getKey()))
                    .toList();
            tally.add(Played.of(lines, RuleBook.DEFAULTS).against(own), row -> true);
        }
        assertThat(rows.stream().filter(TruthRow::demands).count()).isGreaterThan(50);
        assertThat(tally.misses()).isEmpty();
    }

    private static void write(Line line, ByteArrayOutputStream out) {
        out.writeBytes(line.json());
        out.write('\n');
    }
}
