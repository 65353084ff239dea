package io.podtide.bench.scale;

import io.podtide.bench.Child;
import io.podtide.bench.Figures;
import io.podtide.bench.Scratch;
import io.podtide.bench.throughput.Race;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** One instance reads the whole fleet, and is started again with its state and without. */
final class Growth {

    static final String RECORDS = "records";
    static final String PER_SECOND = "records/s";
    static final String CPU = "CPU of a record, us";
    static final String BUSY = "of all cores in use, broker and all, %";
    static final String PEAK_MEMORY = "peak RSS, MiB";
    static final String MOST_HEAP = "heap after a full collection, the most, MiB";
    static final String STATE_OF_A_POD = "state on disk of a pod, bytes";
    static final String CHANGELOGS = "changelogs, bytes";
    static final String CHANGES_OF_A_POD = "records of a pod in an hour, but for heartbeats";
    static final String BYTES_OF_A_RECORD = "a record in Kafka, bytes";
    static final String RESTORED = "records restored";
    static final String RESTORED_PER_SECOND = "records restored/s";

    private static final String GROUP = "growth";
    private static final double MIB = 1 << 20;
    private static final List<PodKind> FAILING =
            Arrays.stream(PodKind.values()).filter(PodKind::isFailing).toList();

    private final FleetInKafka fleet;
    private final int threads;
    private final StateDirectory state;
    private final Figures figures = new Figures();
    private final List<Churn.Sample> churn = new ArrayList<>();
    private PodStates states = new PodStates();

    private Growth(FleetInKafka fleet) {
        this.fleet = fleet;
        this.threads = fleet.streams().threads();
        this.state = fleet.state(GROUP);
    }

    static Growth measure(FleetInKafka fleet) throws IOException, InterruptedException, ExecutionException {
        var growth = new Growth(fleet);
        growth.run();
        growth.weigh();
        growth.startAgain();
        return growth;
    }

    Figures figures() {
        return figures;
    }

    List<Churn.Sample> churn() {
        return churn;
    }

    PodStates states() {
        return states;
    }

    private void run() throws IOException, InterruptedException, ExecutionException {
        var race = fleet.race();
        try (var instance = fleet.start(GROUP, state, threads)) {
            instance.awaitReady(); // before, it cannot be looked into
            try (var inside = Inside.of(instance.process().pid())) {
                var watch = Churn.of(fleet.size(), race, probe(instance.process(), inside));
                var result = race.run(GROUP, watch, instance.process());
                churn.addAll(watch.samples());
                figures.add(RECORDS, (double) race.records());
                figures.add("of them, the list at the beginning", (double) watch.listed());
                figures.add(CHANGES_OF_A_POD, changes(race.records() - watch.listed()));
                figures.add(PER_SECOND, result.perSecond());
                figures.add(CPU, result.cpuMicros());
            }
            figures.add(PEAK_MEMORY, instance.process().peakMemory());
            figures.add(
                    "heap when all pods are listed, after a full collection, MiB",
                    churn.get(0).heapInUse());
            figures.add(MOST_HEAP, Churn.mostHeap(churn));
        }
    }

    private static Churn.Probe probe(Child instance, Inside inside) {
        return new Churn.Probe() {
            @Override
            public int memory() {
                return instance.memory();
            }

            @Override
            public int heapInUse() throws IOException {
                return (int) Math.round(inside.heapInUse() / MIB);
            }
        };
    }

    /** A cluster says to every partition once in 10 s that it is there. */
    private double changes(long afterTheList) {
        var size = fleet.size();
        double heartbeats = (double) size.clusters()
                * fleet.streams().partitions()
                * size.length().toSeconds()
                / 10;
        return (afterTheList - heartbeats) / size.pods() / (size.length().toSeconds() / 3600.0);
    }

    /** After its end, when all of it is written. */
    private void weigh() throws IOException, InterruptedException, ExecutionException {
        double pods = fleet.size().pods();
        figures.add(BYTES_OF_A_RECORD, fleet.bytes(Race.TOPICS::contains) / figures.median(RECORDS));
        states = PodStates.read(fleet.bootstrapServers(), GROUP);
        figures.add("state of a healthy pod, with its key, bytes", states.bytes(List.of(PodKind.HEALTHY)));
        if (states.bytes(FAILING) > 0) {
            figures.add("state of a failing pod, with its key, bytes", states.bytes(FAILING));
        }
        figures.add("state on disk, MiB", state.bytes() / MIB);
        figures.add(STATE_OF_A_POD, state.bytes() / pods);
        double changelogs = fleet.bytes(topic -> topic.startsWith(GROUP + '-') && topic.endsWith("-changelog"));
        figures.add(CHANGELOGS, changelogs);
        figures.add("changelogs of a pod, bytes", changelogs / pods);
    }

    private void startAgain() throws IOException, InterruptedException {
        try (var again = fleet.start(GROUP, state, threads)) {
            figures.add("started again with its state, s", again.awaitReady());
        }
        Scratch.delete(state.path());
        try (var anew = fleet.start(GROUP, state, threads)) {
            figures.add("started again without it, s", anew.awaitReady());
            var restored = anew.restored();
            figures.add(RESTORED, (double) restored.records());
            figures.add(RESTORED_PER_SECOND, restored.perSecond());
        }
    }
}
