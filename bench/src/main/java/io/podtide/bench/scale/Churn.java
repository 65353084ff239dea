package io.podtide.bench.scale;

import io.podtide.bench.throughput.Race;
import io.podtide.rules.DurationText;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/** What an instance holds as the time of the fleet goes on: when it has read the list of all pods, and six times after. */
final class Churn implements Race.Onlooker {

    private static final int PARTS = 6;

    /** A moment of the fleet's time, and how many records come before it. */
    record Mark(Duration time, long records) {}

    /** What can be asked of an instance. */
    interface Probe {

        /** Resident, in MiB. */
        int memory();

        /** After a full collection, in MiB. */
        int heapInUse() throws IOException;
    }

    /** What it held then. */
    record Sample(Duration time, int memory, int heapInUse) {}

    private final List<Mark> marks;
    private final Probe probe;
    private final List<Sample> samples = new ArrayList<>();

    Churn(List<Mark> marks, Probe probe) {
        this.marks = List.copyOf(marks);
        this.probe = probe;
    }

    static Churn of(FleetSize size, Race race, Probe probe) throws ExecutionException, InterruptedException {
        var marks = new ArrayList<Mark>();
        for (int part = 0; part <= PARTS; part++) {
            var time = size.length().multipliedBy(part).dividedBy(PARTS);
            // all pods are listed at the moment it begins with
            var at = part == 0 ? size.from().plusSeconds(1) : size.from().plus(time);
            marks.add(new Mark(time, race.recordsBefore(at)));
        }
        return new Churn(marks, probe);
    }

    @Override
    public void see(long done) throws IOException {
        while (samples.size() < marks.size()
                && done >= marks.get(samples.size()).records()) {
            int memory = probe.memory(); // before the collection, which is not part of its life
            samples.add(new Sample(marks.get(samples.size()).time(), memory, probe.heapInUse()));
        }
    }

    List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** Records of the list at the beginning, before anything happens. */
    long listed() {
        return marks.get(0).records();
    }

    /** In MiB: what is in use goes up and down with what is due, so that the last says little. */
    static int mostHeap(List<Sample> samples) {
        return samples.stream().mapToInt(Sample::heapInUse).max().orElse(0);
    }

    static String table(List<Sample> samples) {
        var table = new StringBuilder(
                "| time of the fleet | RSS, MiB | heap after a full collection, MiB |\n|---|---|---|\n");
        samples.forEach(sample -> table.append(String.format(
                Locale.ROOT,
                "| %s | %,d | %,d |%n",
                DurationText.print(sample.time()),
                sample.memory(),
                sample.heapInUse())));
        return table.toString();
    }
}
