package io.podtide.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Incidents that must come, and when they came; times in microseconds since 1970. */
final class DueIncidents {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The line that meets the rule: when it should have been written, and when it was. */
    private record Line(long due, long written) {}

    private final Map<Integer, Line> lines = new ConcurrentHashMap<>();
    private final Map<Integer, Long> read = new ConcurrentHashMap<>();

    /** @param told pod, due, written */
    void due(String told) {
        var cells = told.split(" ", -1);
        lines.put(Integer.parseInt(cells[0]), new Line(Long.parseLong(cells[1]), Long.parseLong(cells[2])));
    }

    /** The first revision counts. */
    void read(int pod, long at) {
        read.putIfAbsent(pod, at);
    }

    /**
     * What became of those of a window.
     *
     * @param missing have not come at all, and count as late as there is a figure for
     * @param latencies from when the line was due to when the incident was read
     * @param lateness from when the line was due to when it was written
     */
    record Told(int due, int missing, Latencies latencies, Latencies lateness) {}

    /** Waits for those of which the line was due between two times. */
    Told await(long from, long to) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        var open = new ArrayList<>(of(from, to));
        while (!open.isEmpty() && System.nanoTime() - deadline < 0) {
            Thread.sleep(100);
            open.removeIf(read::containsKey);
        }
        var window = of(from, to);
        if (window.isEmpty()) {
            throw new IllegalStateException("no incident was due: take more --seconds or more --crashing");
        }
        var latencies = new Latencies();
        var lateness = new Latencies();
        for (int pod : window) {
            var line = lines.getOrDefault(pod, new Line(0, 0));
            latencies.add(read.getOrDefault(pod, Long.MAX_VALUE) - line.due);
            lateness.add(line.written - line.due);
        }
        return new Told(window.size(), open.size(), latencies, lateness);
    }

    private List<Integer> of(long from, long to) {
        return lines.entrySet().stream()
                .filter(line -> line.getValue().due >= from && line.getValue().due < to)
                .map(Map.Entry::getKey)
                .toList();
    }
}
