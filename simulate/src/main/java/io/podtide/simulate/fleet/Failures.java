package io.podtide.simulate.fleet;

import io.podtide.simulate.take.Repertoire;
import io.podtide.simulate.take.Scene;
import io.podtide.simulate.take.Truth;
import java.time.Duration;
import java.time.Instant;
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
    private final List<Outbreak.Part> parts;
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
            List<Outbreak.Part> parts,
            Consumer<List<String>> truth) {
        this.shape = shape;
        this.stage = stage;
        this.agenda = agenda;
        this.chance = chance;
        this.repertoire = repertoire;
        this.parts = parts;
        this.truth = truth;
    }

    /** @param list what is to be done when the cluster is heard of again */
    void begin(LongConsumer list) {
        long from = shape.from().toEpochMilli();
        planFailure(from);
        planSilence(from, list);
        parts.forEach(part -> agenda.plan(part.begin(), () -> fail(part)));
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
            show(scene, at);
        }
    }

    private void fail(Outbreak.Part part) {
        part.begun(stage.cluster(), show(part.scene(), part.begin()));
    }

    /** @return the truth about it */
    private List<List<String>> show(Scene scene, long at) {
        var cast = new SceneCast(scene, stage.cluster(), ++number, chance.number(), at);
        stage.show(new Showing(cast, scene.begin(), scene.end()));
        var rows = scene.truth().stream()
                .map(row -> row.shown(stage.cluster(), scene, cast))
                .toList();
        rows.forEach(truth);
        return rows;
    }

    /** Not while anything fails: what is not seen is not to be found. */
    private void fallSilent(long at, LongConsumer list) {
        long back = at
                + Duration.ofMinutes(chance.between(SILENT_MINUTES[0], SILENT_MINUTES[1]))
                        .toMillis();
        boolean fails = at < failsUntil || parts.stream().anyMatch(part -> part.isWithin(at, back));
        if (fails || at < silentUntil || back > shape.until().toEpochMilli()) {
            return;
        }
        silentUntil = back;
        stage.silence();
        agenda.plan(back, () -> list.accept(back));
        truth.accept(Truth.row(Map.of(
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
                "silence")));
    }
}
