package io.podtide.simulate.fleet;

import io.podtide.simulate.take.Act;
import io.podtide.simulate.take.Cast;
import io.podtide.simulate.take.NodeLife;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;

/** The nodes of a cluster. Now and then one is drained for a while, each once. */
final class Nodes {

    private static final long AGE = Duration.ofDays(40).toMillis();

    private final Stage stage;
    private final Agenda agenda;
    private final Chance chance;
    private final NodeLife life;
    private final List<String> names;
    private final List<Service> services;
    private final Queue<Drainable> drainable = new ArrayDeque<>();

    private record Drainable(NodeCast cast, Showing showing) {}

    Nodes(Stage stage, Agenda agenda, Chance chance, NodeLife life, List<String> names, List<Service> services) {
        this.stage = stage;
        this.agenda = agenda;
        this.chance = chance;
        this.life = life;
        this.names = names;
        this.services = services;
    }

    void begin(long from, double drainsADay) {
        for (var name : names) {
            var cast = new NodeCast(name, chance.number(), from - AGE);
            var showing = Showing.old(cast, life.begin());
            drainable.add(new Drainable(cast, showing));
            stage.place(showing);
        }
        planDrain(from, drainsADay);
    }

    private void planDrain(long after, double timesADay) {
        long wait = chance.untilNext(timesADay);
        if (wait < Duration.ofDays(3650).toMillis()) {
            agenda.plan(after + wait, () -> {
                drain(after + wait);
                planDrain(after + wait, timesADay);
            });
        }
    }

    private void drain(long at) {
        var next = drainable.poll();
        if (next != null) {
            next.cast().end = at;
            next.showing().end(life.drained());
            stage.resume(next.showing());
            services.forEach(service -> service.drain(next.cast().name, at + 1_000));
        }
    }

    private static final class NodeCast implements Cast {

        private final String name;
        private final long seed;
        private final long begin;
        private long end = Long.MAX_VALUE;

        NodeCast(String name, long seed, long begin) {
            this.name = name;
            this.seed = seed;
            this.begin = begin;
        }

        @Override
        public String name(int part) {
            return name;
        }

        @Override
        public UUID uid(UUID recorded) {
            return Uids.of(recorded, seed);
        }

        @Override
        public long time(Act act, long millis) {
            return (act == Act.BEGIN ? begin : end) + millis;
        }
    }
}
