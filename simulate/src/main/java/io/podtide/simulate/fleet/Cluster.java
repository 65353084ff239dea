package io.podtide.simulate.fleet;

import io.podtide.simulate.take.Repertoire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The lines of one cluster. */
final class Cluster implements Iterator<Line> {

    private static final List<String> NAMESPACES = List.of(
            "shop", "payments", "search", "media", "data", "mobile", "identity", "logistics", "billing", "edge");
    private static final List<String> WORKLOADS = List.of(
            "api",
            "cart",
            "worker",
            "frontend",
            "gateway",
            "scheduler",
            "indexer",
            "cache",
            "mailer",
            "reports",
            "orders",
            "sync");
    private static final List<String> AGENTS =
            List.of("log-agent", "node-exporter", "network", "storage", "image-cache", "audit");
    private static final String AGENTS_NAMESPACE = "platform";
    private static final List<Integer> JOB_MINUTES = List.of(5, 10, 15, 30, 60);

    private static final int LARGEST_SERVICE = 12;
    private static final int PODS_FOR_A_JOB = 50;
    private static final int SERVICES_FOR_A_STATEFUL_SET = 8;
    /** As far apart as heartbeats, so that a cluster in which nothing changes is not taken to be silent. */
    private static final long BOOKMARK_EVERY = 10_000;

    private static final double ROLLOUTS_A_DAY = 2;
    private static final double DAEMON_ROLLOUTS_A_DAY = 0.5;
    private static final double SCALINGS_A_DAY = 4;
    private static final double DRAINS_A_DAY = 1;

    private final Shape shape;
    private final Repertoire repertoire;
    private final Agenda agenda = new Agenda();
    private final Chance chance;
    private final Stage stage;
    private final List<String> nodes;
    private final List<Service> services = new ArrayList<>();
    private Iterator<Line> list;
    private @Nullable Line end;

    /** @param parts what fails in it as in others */
    Cluster(Shape shape, int number, Repertoire repertoire, List<Outbreak.Part> parts, Consumer<List<String>> truth) {
        this.shape = shape;
        this.repertoire = repertoire;
        chance = new Chance(Uids.mix(shape.seed()) + number);
        var name = String.format(Locale.ROOT, "sim-%04d", number);
        stage = new Stage(name, agenda);
        nodes = IntStream.range(0, shape.nodes())
                .mapToObj(i -> name + "-node-" + i)
                .toList();
        long from = shape.from().toEpochMilli();
        new Nodes(stage, agenda, chance, repertoire.node(), nodes, services)
                .begin(from, DRAINS_A_DAY * shape.activity());
        for (int pods = 0; pods < shape.pods(); ) {
            pods += service(Math.min(chance.between(1, LARGEST_SERVICE + 1), shape.pods() - pods));
        }
        for (int i = 0; i <= shape.pods() / PODS_FOR_A_JOB; i++) {
            jobs(i).begin(from);
        }
        daemonSets(new Chance(Uids.mix(Uids.mix(shape.seed()) + number)));
        new Failures(shape, stage, agenda, chance, repertoire, parts, truth).begin(at -> list = stage.list(at));
        list = stage.list(from);
        planBookmark((from / BOOKMARK_EVERY + 1) * BOOKMARK_EVERY);
        end = Showing.bookmark(name, shape.until().toEpochMilli());
    }

    private void planBookmark(long at) {
        agenda.plan(at, () -> {
            stage.bookmark(at);
            planBookmark(at + BOOKMARK_EVERY);
        });
    }

    private int service(int pods) {
        int number = services.size();
        boolean ordinals = number % SERVICES_FOR_A_STATEFUL_SET == SERVICES_FOR_A_STATEFUL_SET - 1;
        var life = chance.one(ordinals ? repertoire.statefulSets() : repertoire.deployments());
        var workload = name(WORKLOADS, number, number / (WORKLOADS.size() * NAMESPACES.size()));
        var hash = ordinals ? "" : Uids.suffix(chance.number(), 10);
        var owner = new PodCast.Owner(
                life,
                stage.cluster(),
                name(NAMESPACES, number / WORKLOADS.size(), 0),
                workload,
                ordinals ? workload : workload + '-' + hash,
                hash);
        var service = new Service(stage, agenda, chance, nodes, ordinals, owner);
        service.isThere(pods, age(chance));
        services.add(service);
        planRollout(service, shape.from().toEpochMilli());
        planScaling(service, shape.from().toEpochMilli(), pods);
        return pods;
    }

    private static String name(List<String> words, int number, int round) {
        return words.get(number % words.size()) + (round == 0 ? "" : "-" + round);
    }

    private void planRollout(Service service, long after) {
        plan(after, ROLLOUTS_A_DAY, at -> {
            service.rollOut(at);
            planRollout(service, at);
        });
    }

    /** Round the number it was made with. */
    private void planScaling(Service service, long after, int pods) {
        plan(after, SCALINGS_A_DAY, at -> {
            service.scale(chance.between(Math.max(1, pods - pods / 2), pods + pods / 2 + 2), at);
            planScaling(service, at, pods);
        });
    }

    /** @param own dice: all else is the same with and without them */
    private void daemonSets(Chance own) {
        for (int i = 0; i < shape.daemonSets(); i++) {
            var workload = name(AGENTS, i, i / AGENTS.size());
            var hash = Uids.suffix(own.number(), 10);
            var owner = new PodCast.Owner(
                    repertoire.daemonSet(), stage.cluster(), AGENTS_NAMESPACE, workload, workload, hash);
            var set = new DaemonSet(stage, agenda, own, nodes, owner);
            set.isThere(age(own));
            planRollout(set, own, shape.from().toEpochMilli());
        }
    }

    private void planRollout(DaemonSet set, Chance own, long after) {
        plan(own, after, DAEMON_ROLLOUTS_A_DAY, at -> {
            set.rollOut(at);
            planRollout(set, own, at);
        });
    }

    /** Epoch milliseconds at which something that has been there for a while began. */
    private long age(Chance dice) {
        var age = Duration.ofMinutes(dice.between(60, 60 * 24 * 30));
        return shape.from().minus(age).toEpochMilli();
    }

    private void plan(long after, double timesADay, LongConsumer what) {
        plan(chance, after, timesADay, what);
    }

    private void plan(Chance dice, long after, double timesADay, LongConsumer what) {
        long wait = dice.untilNext(timesADay * shape.activity());
        if (wait < shape.until().toEpochMilli() - after) {
            agenda.plan(after + wait, () -> what.accept(after + wait));
        }
    }

    private Jobs jobs(int number) {
        var period = Duration.ofMinutes(chance.one(JOB_MINUTES));
        return new Jobs(
                stage,
                agenda,
                chance,
                nodes,
                chance.one(repertoire.jobs()),
                name(NAMESPACES, number, 0),
                "nightly-" + name(WORKLOADS, number, number / WORKLOADS.size()),
                Duration.ofMillis(Math.max(60_000, Math.round(period.toMillis() / Math.max(0.01, shape.activity())))));
    }

    @Override
    public boolean hasNext() {
        while (!list.hasNext()
                && stage.lines().isEmpty()
                && agenda.next() < shape.until().toEpochMilli()) {
            agenda.run();
        }
        return list.hasNext() || !stage.lines().isEmpty() || end != null;
    }

    @Override
    public Line next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (list.hasNext()) {
            return list.next();
        } else if (!stage.lines().isEmpty()) {
            return stage.lines().remove();
        }
        var last = Objects.requireNonNull(end);
        end = null;
        return last;
    }
}
