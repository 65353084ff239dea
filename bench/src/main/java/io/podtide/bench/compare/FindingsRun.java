package io.podtide.bench.compare;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.podtide.bench.Child;
import io.podtide.cli.Podtide;
import io.podtide.simulate.fleet.Fleet;
import io.podtide.simulate.fleet.Shape;
import io.podtide.simulate.take.Repertoire;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A simulated fleet of some hours, as a recording for Podtide and as scrapes for Prometheus. */
final class FindingsRun {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path directory;
    private final Shape shape;
    private final List<Failure> failures = new ArrayList<>();
    private final FleetState state = new FleetState();
    private Instant nextScrape;

    FindingsRun(Path directory, Shape shape) {
        this.directory = directory;
        this.shape = shape;
        this.nextScrape = shape.from();
    }

    /** @return judgements by the name of the side */
    Map<String, Judgement> run(Repertoire repertoire) throws IOException, InterruptedException {
        var recording = directory.resolve("fleet.jsonl");
        var data = Files.createDirectories(directory.resolve("tsdb"));
        play(repertoire, recording, data);
        var judgements = new TreeMap<String, Judgement>();
        judgements.put("Podtide", new Judgement(failures, incidents(recording)));
        judgements.put("Prometheus", new Judgement(failures, alerts(data)));
        return judgements;
    }

    private void play(Repertoire repertoire, Path recording, Path data) throws IOException, InterruptedException {
        var rules = Files.readString(Prometheus.rules(directory));
        var fleet = new Fleet(shape, repertoire, this::fails);
        try (var out = new BufferedOutputStream(Files.newOutputStream(recording));
                var backfill = new Backfill(directory, data, rules)) {
            while (fleet.hasNext()) {
                var line = fleet.next();
                scrapeBefore(line.at(), backfill);
                state.see(line);
                out.write(line.json());
                out.write('\n');
            }
            scrapeBefore(shape.until(), backfill);
        }
    }

    /** The recordings tell twice of a node that was lost in two experiments at once. */
    private void fails(List<String> row) {
        var failure = Failure.of(row);
        boolean known = failures.stream()
                .anyMatch(other -> failure.isExpected()
                        && other.isExpected()
                        && other.subject().equals(failure.subject())
                        && other.began().equals(failure.began()));
        if (!known) {
            failures.add(failure);
        }
    }

    private void scrapeBefore(Instant at, Backfill backfill) throws IOException, InterruptedException {
        for (; nextScrape.isBefore(at); nextScrape = nextScrape.plus(MixinAlerts.INTERVAL)) {
            for (var cluster : state.clusters()) {
                backfill.add(cluster, nextScrape, state.scrape(cluster, nextScrape));
            }
        }
    }

    private List<Signal> incidents(Path recording) throws IOException, InterruptedException {
        var incidents = new PodtideIncidents(state.owners());
        try (var replay = Child.start(
                "replay",
                directory.resolve("replay.log"),
                List.of("-Xmx512m", Podtide.class.getName(), "replay", recording.toString(), "-o", "jsonl"))) {
            for (var line : replay.output()) {
                incidents.add(JSON.readTree(line));
            }
        }
        return incidents.all();
    }

    /** A series ends with the scrape that does not have it any more: a sample is looked for since the scrape before, no further back. */
    private List<Signal> alerts(Path data) throws IOException, InterruptedException {
        try (var prometheus = Prometheus.start(
                directory,
                data,
                "[]",
                "--storage.tsdb.retention.time=100y",
                "--query.lookback-delta=" + MixinAlerts.INTERVAL.minusSeconds(1).toSeconds() + "s",
                "--query.timeout=10m")) {
            var last = nextScrape.minus(MixinAlerts.INTERVAL);
            return new MixinAlerts(prometheus, state.owners(), shape.from(), last).all();
        }
    }
}
