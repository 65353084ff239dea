package io.podtide.cli.quality;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** In a fleet that rolls out, scales, runs jobs and drains nodes, what fails is found, and nothing else. */
class SimulatedFleetTest {

    private static final Instant FROM = Instant.parse("2027-03-01T06:00:00Z");
    private static final Shape SHAPE = new Shape(7, 4, 6, 60, FROM, FROM.plus(Duration.ofHours(6)), 4, 40, 2);

    @Test
    void everyFailureIsFoundAndNothingElse() throws IOException {
        check(Repertoire.load());
    }

    @Test
    void soIsEveryFailureThatLastsForLong() throws IOException {
        check(Repertoire.lasting(Duration.ofMinutes(30)));
    }

    private static void check(Repertoire repertoire) throws IOException {
        var rows = new ArrayList<TruthRow>();
        var clusters = new TreeMap<String, ByteArrayOutputStream>();
        var fleet = new Fleet(SHAPE, repertoire, row -> rows.add(TruthRow.of(row, 0)));
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
