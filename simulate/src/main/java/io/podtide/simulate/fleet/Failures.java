package io.podtide.simulate.fleet;

import io.podtide.simulate.take.Repertoire;
import io.podtide.simulate.take.Scene;
import io.podtide.simulate.take.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** What goes wrong in a cluster, and the truth about it. */
final class Failures {

    private static final int[] SILENT_MINUTES = {2, 11};

    private final Shape shape;
    private final Stage stage;
    private final Agenda agenda;
    private final Chance chance;
    private final Repertoire repertoire;
    private final Consumer<List<String>> truth;
    private int number;
    private long failsUntil;
    private long silentUntil;

    Failures(
            Shape shape,
            Stage stage,
            Agenda agenda,
            Chance chance,
            Repertoire repertoire,
            Consumer<List<String>> truth) {
        this.shape = shape;
        this.stage = stage;
        this.agenda = agenda;
        this.chance = chance;
        this.repertoire = repertoire;
        this.truth = truth;
    }

    /** @param list what is to be done when the cluster is heard of again */
    void begin(LongConsumer list) {
        long from = shape.from().toEpochMilli();
        planFailure(from);
        planSilence(from, list);
    }

    private void planFailure(long after) {
        plan(after, shape.failures(), at -> {
            fail(at);
            planFailure(at);
        });
    }

    private void planSilence(long after, LongConsumer list) {
        plan(after, shape.silences(), at -> {
            fallSilent(at, list);
            planSilence(at, list);
        });
    }

    private void plan(long after, double timesADay, LongConsumer what) {
        long wait = chance.untilNext(timesADay);
        if (wait < shape.until().toEpochMilli() - after) {
            agenda.plan(after + wait, () -> what.accept(after + wait));
        }
    }

    /** One that is over before the end: of others nobody could say whether they were found. */
    private void fail(long at) {
        var scene = chance.one(repertoire.failures());
        long ends = at + scene.length();
        if (at >= silentUntil && ends < shape.until().toEpochMilli()) {
            failsUntil = Math.max(failsUntil, ends);
            var cast = new SceneCast(scene, stage.cluster(), ++number, chance.number(), at);
            stage.show(new Showing(cast, scene.begin(), scene.end()));
            tell(scene, cast);
        }
    }

    private void tell(Scene scene, SceneCast cast) {
        scene.truth().forEach(row -> truth.accept(row.shown(stage.cluster(), scene, cast)));
    }

    /** Not while anything fails: what is not seen is not to be found. */
    private void fallSilent(long at, LongConsumer list) {
        long back = at
                + Duration.ofMinutes(chance.between(SILENT_MINUTES[0], SILENT_MINUTES[1]))
                        .toMillis();
        if (at < failsUntil || at < silentUntil || back > shape.until().toEpochMilli()) {
            return;
        }
        silentUntil = back;
        stage.silence();
        agenda.plan(back, () -> list.accept(back));
        var row = new HashMap<>(Map.of(
                "scenario",
                stage.cluster(),
                "workload_kind",
                "Cluster",
                "workload",
                stage.cluster(),
                "expect_default",
                "may",
                "expect_short",
                "may",
                "kind",
                "CLUSTER_SILENT",
                "began",
                Instant.ofEpochMilli(at).toString(),
                "until",
                Instant.ofEpochMilli(back).toString(),
                "ended",
                Instant.ofEpochMilli(back).toString(),
                "what",
                "silence"));
        truth.accept(Truth.columns().stream()
                .map(column -> row.getOrDefault(column, "-"))
                .toList());
    }
}
