package io.podtide.simulate.fleet;

import io.podtide.simulate.take.PodLife;
import java.time.Duration;
import java.util.List;

/** A CronJob: a Job at every full period, whose pod does its work and is deleted some runs later. */
final class Jobs {

    /** {@code successfulJobsHistoryLimit}. */
    private static final int KEPT = 3;

    private final Stage stage;
    private final Agenda agenda;
    private final Chance chance;
    private final List<String> nodes;
    private final PodLife life;
    private final String namespace;
    private final String name;
    private final long period;

    Jobs(
            Stage stage,
            Agenda agenda,
            Chance chance,
            List<String> nodes,
            PodLife life,
            String namespace,
            String name,
            Duration period) {
        this.stage = stage;
        this.agenda = agenda;
        this.chance = chance;
        this.nodes = nodes;
        this.life = life;
        this.namespace = namespace;
        this.name = name;
        this.period = period.toMillis();
    }

    void begin(long from) {
        planRun((from / period + 1) * period);
    }

    private void planRun(long at) {
        agenda.plan(at, () -> run(at));
    }

    private void run(long at) {
        long seed = chance.number();
        var job = name + '-' + at / Duration.ofMinutes(1).toMillis();
        var owner = new PodCast.Owner(life, stage.cluster(), namespace, name, job, "");
        var cast = new PodCast(owner, job + '-' + Uids.suffix(seed, 5), chance.one(nodes), seed, at);
        cast.end(at + KEPT * period);
        stage.show(new Showing(cast, life.begin(), life.deleted()));
        planRun(at + period);
    }
}
