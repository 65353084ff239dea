package io.podtide.cli.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Lets a schedule happen to a stage. */
final class Chaos {

    private final Stage stage;
    private final List<CompletableFuture<Void>> asleep = new ArrayList<>();
    private final List<Away> away = new ArrayList<>();
    private final List<Duration> brokerAway = new ArrayList<>();

    Chaos(Stage stage) {
        this.stage = stage;
    }

    /** Returns when the last has passed. */
    void run(List<Disturbance> schedule) throws InterruptedException {
        for (var each : schedule) {
            Thread.sleep(each.after().toMillis());
            happen(each);
        }
        CompletableFuture.allOf(asleep.toArray(CompletableFuture[]::new)).join();
    }

    private void happen(Disturbance what) throws InterruptedException {
        var begun = System.nanoTime();
        var broker = what.victim().equals(stage.broker().name());
        switch (what.kind()) {
            case KILL -> {
                var victim = stage.victim(what.victim());
                victim.awaitAtWork();
                var killed = System.nanoTime();
                victim.kill(what.time());
                if (broker) {
                    away.add(new Away(killed, System.nanoTime()));
                    brokerAway.add(Duration.ofNanos(System.nanoTime() - killed));
                }
            }
            case CUT -> stage.broker().forwarder().cut(what.time());
            case STALL -> stage.broker().forwarder().stall(what.time());
            case PAUSE -> asleep.add(CompletableFuture.runAsync(() -> pause(what))); // life goes on meanwhile
        }
        if (what.kind() != Disturbance.Kind.KILL && (broker || what.victim().isEmpty())) {
            away.add(new Away(begun, begun + what.time().toNanos()));
        }
    }

    private void pause(Disturbance what) {
        try {
            stage.victim(what.victim()).pause(what.time());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Kafka could be reached all the while. */
    boolean hadKafka(Role.Start start) {
        var end = start.nanos() + start.took().toNanos();
        return away.stream().noneMatch(a -> a.from() - end < 0 && a.to() - start.nanos() > 0);
    }

    /** How long killed brokers took to be back. */
    List<Duration> brokerAway() {
        return List.copyOf(brokerAway);
    }

    /** As {@link System#nanoTime} has it. */
    private record Away(long from, long to) {}
}
