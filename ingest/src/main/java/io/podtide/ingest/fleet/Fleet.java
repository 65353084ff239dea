package io.podtide.ingest.fleet;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps running the clusters its source names: begins those that are new, and ends those that are gone. */
public final class Fleet implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(15);

    /** Told, on one thread, which clusters run. */
    public interface Listener {

        void began(ClusterView cluster);

        void ended(ClusterView cluster);

        /** The kubeconfigs have been looked at once more. */
        default void looked(Collection<ClusterView> clusters) {}
    }

    private final FleetSource source;
    private final ClusterRun run;
    private final SharedSink sink;
    private final FleetSettings settings;
    private final Consumer<String> notes;
    private final Map<String, RunningCluster> running = new TreeMap<>();
    private final Map<String, ClusterView> views = new LinkedHashMap<>();
    private final Set<String> said = new LinkedHashSet<>();
    private @Nullable Listener listener;
    private volatile List<ClusterView> clusters = List.of();
    private volatile List<String> problems = List.of();
    private volatile long looked;

    /**
     * @param notes gets, once, what a person should know: clusters that come and go, kubeconfigs that cannot be read
     */
    public Fleet(FleetSource source, ClusterRun run, SharedSink sink, FleetSettings settings, Consumer<String> notes) {
        this.source = source;
        this.run = run;
        this.sink = sink;
        this.settings = settings;
        this.notes = notes;
    }

    public Fleet withListener(Listener told) {
        listener = told;
        return this;
    }

    /** Until the thread is interrupted. */
    public void run() throws InterruptedException {
        while (true) {
            reconcile();
            Thread.sleep(settings.look().toMillis());
        }
    }

    synchronized void reconcile() throws InterruptedException {
        var now = running.values().stream()
                .collect(Collectors.toMap(c -> c.member().name(), RunningCluster::member));
        var plan = source.plan().withUniqueNames(now);
        say(plan.problems());
        var wanted = plan.members().stream().collect(Collectors.toMap(Member::name, m -> m));
        end(running.values().stream()
                .filter(cluster ->
                        !cluster.member().equals(wanted.get(cluster.member().name())))
                .toList());
        var missing = plan.members().stream()
                .filter(member -> !running.containsKey(member.name()))
                .toList();
        var spread = settings.apart().multipliedBy(running.size() + missing.size());
        missing.forEach(member -> begin(member, spread));
        clusters = List.copyOf(views.values());
        problems = plan.problems();
        looked = System.nanoTime();
        if (listener != null) {
            listener.looked(clusters);
        }
    }

    private void say(List<String> now) {
        said.retainAll(now);
        for (var problem : now) {
            if (said.add(problem)) {
                LOG.warn("{}", problem);
                notes.accept(problem);
            }
        }
    }

    private void begin(Member member, Duration spread) {
        var cluster = new RunningCluster(member, run, sink, settings, spread);
        var view = new ClusterView(member, cluster.status(), cluster.counts());
        running.put(member.name(), cluster);
        views.put(member.name(), view);
        cluster.start();
        LOG.info("cluster begun: cluster={} source=\"{}\"", member.name(), member.source());
        if (listener != null) {
            listener.began(view);
        }
    }

    private void end(Collection<RunningCluster> those) throws InterruptedException {
        those.forEach(RunningCluster::interrupt);
        var deadline = System.nanoTime() + ENDS_WITHIN.toNanos();
        for (var cluster : those) {
            var name = cluster.member().name();
            if (!cluster.join(Duration.ofNanos(deadline - System.nanoTime()))) {
                LOG.warn("cluster does not end: cluster={}", name);
            }
            running.remove(name);
            var view = views.remove(name);
            if (listener != null && view != null) {
                listener.ended(view);
            }
            LOG.info(
                    "cluster ended: cluster={} source=\"{}\"",
                    name,
                    cluster.member().source());
        }
    }

    /** How long ago the kubeconfigs were looked at last. */
    public Duration sinceLook() {
        return looked == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - looked);
    }

    /** All that there are to be have been begun once. */
    public boolean hasBegun() {
        return looked != 0;
    }

    /** Those that run at this moment. */
    public List<ClusterView> clusters() {
        return clusters;
    }

    /** Why others are not among them. */
    public List<String> problems() {
        return problems;
    }

    /** What they have seen is handed to the sink, which is left open. */
    @Override
    public synchronized void close() {
        try {
            end(List.copyOf(running.values()));
            clusters = List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
