package io.podtide.ingest.fleet;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.podtide.ingest.watch.ClusterException.Kind;
import io.podtide.ingest.watch.ResourceStatus;
import io.podtide.ingest.watch.ResourceStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The meters of a fleet. Labels are names of clusters, resources and kinds of problem, and nothing that grows; those of a
 * cluster go with it. A problem of a kind has a meter once it has been.
 */
public final class FleetMetrics implements Fleet.Listener {

    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Map<String, Set<Meter>> meters = new HashMap<>();

    public FleetMetrics(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** Those of the whole. */
    public void bind(Fleet fleet) {
        Gauge.builder("podtide.fleet.clusters", fleet, f -> f.clusters().size())
                .description("Clusters that are watched, reached or not")
                .register(registry);
        Gauge.builder("podtide.fleet.problems", fleet, f -> f.problems().size())
                .description("Kubeconfigs and names that cannot be used")
                .register(registry);
    }

    @Override
    public synchronized void began(ClusterView cluster) {
        var made = new LinkedHashSet<Meter>();
        meters.put(cluster.name(), made);
        var tags = Tags.of("cluster", cluster.name());
        var status = cluster.status();
        made.add(gauge(
                "podtide.cluster.up",
                "1 while its pods are seen",
                tags,
                cluster,
                c -> c.status().isLive() ? 1 : 0));
        made.add(gauge(
                "podtide.cluster.gap",
                "Since when its pods are not seen; 0 while they are",
                tags,
                cluster,
                c -> age(c.status().notSeenSince(), 0)));
        made.add(gauge(
                "podtide.cluster.news.age",
                "Since its last object, list or watch",
                tags,
                cluster,
                c -> age(c.status().lastNews(), Double.NaN)));
        made.add(Gauge.builder("podtide.cluster.pods", cluster, c -> c.status().podsKnown())
                .description("Pods it has, as far as known")
                .tags(tags)
                .register(registry));
        made.add(FunctionCounter.builder(
                        "podtide.cluster.send.failures",
                        cluster,
                        c -> c.status().sinkFailures())
                .description("Times that Kafka did not keep something, and the cluster was listed again")
                .tags(tags)
                .register(registry));
        made.add(FunctionCounter.builder("podtide.cluster.gaps", cluster.counts().gaps, LongAdder::doubleValue)
                .description("Gaps the streams were told of")
                .tags(tags)
                .register(registry));
        sent(made, tags.and("kind", "pod"), cluster.counts().pods);
        sent(made, tags.and("kind", "event"), cluster.counts().events);
        sent(made, tags.and("kind", "node"), cluster.counts().nodes);
        sent(made, tags.and("kind", "clock"), cluster.counts().clocks);
        status.resources().forEach((name, resource) -> resource(made, tags.and("resource", name), resource));
    }

    private Meter gauge(String name, String what, Tags tags, ClusterView cluster, ToDoubleFunction<ClusterView> value) {
        var builder = Gauge.builder(name, cluster, value).description(what).tags(tags);
        return (name.endsWith("up") ? builder : builder.baseUnit("seconds")).register(registry);
    }

    private double age(@Nullable Instant since, double otherwise) {
        return since == null
                ? otherwise
                : Duration.between(since, clock.instant()).toMillis() / 1000.0;
    }

    private void sent(Set<Meter> made, Tags tags, LongAdder count) {
        made.add(FunctionCounter.builder("podtide.cluster.observations", count, LongAdder::doubleValue)
                .description("Observations handed over to Kafka's client")
                .tags(tags)
                .register(registry));
    }

    private void resource(Set<Meter> made, Tags tags, ResourceStatus resource) {
        made.add(Gauge.builder("podtide.watch.live", resource, r -> r.state() == State.LIVE ? 1 : 0)
                .description("1 while changes of this resource come")
                .tags(tags)
                .register(registry));
        made.add(count("podtide.watch.objects", "Objects listed or told of", tags, resource, ResourceStatus::objects));
        made.add(count("podtide.watch.skipped", "Objects nobody could read", tags, resource, ResourceStatus::skipped));
        made.add(count("podtide.watch.lists", "Lists begun", tags, resource, ResourceStatus::lists));
        made.add(restarts(tags.and("reason", "ended"), resource, ResourceStatus::regularRestarts));
    }

    /** Gives those kinds of problem a meter that have been by now, and silence where there was any. */
    @Override
    public synchronized void looked(Collection<ClusterView> clusters) {
        for (var cluster : clusters) {
            var made = meters.get(cluster.name());
            if (made == null) {
                continue;
            }
            cluster.status().resources().forEach((name, resource) -> {
                silent(made, Tags.of("cluster", cluster.name(), "resource", name, "reason", "silent"), resource);
                for (var kind : Kind.values()) {
                    kind(made, Tags.of("cluster", cluster.name(), "resource", name), resource, kind);
                }
            });
        }
    }

    private void silent(Set<Meter> made, Tags tags, ResourceStatus resource) {
        if (resource.silentRestarts() > 0 && isNew(made, "podtide.watch.restarts", tags)) {
            made.add(restarts(tags, resource, ResourceStatus::silentRestarts));
        }
    }

    private void kind(Set<Meter> made, Tags tags, ResourceStatus resource, Kind kind) {
        var word = kind.name().toLowerCase(Locale.ROOT);
        var problems = tags.and("kind", word);
        if (resource.problems(kind) > 0 && isNew(made, "podtide.watch.problems", problems)) {
            made.add(count(
                    "podtide.watch.problems",
                    "Lists and watches that failed",
                    problems,
                    resource,
                    r -> r.problems(kind)));
        }
        var restarts = tags.and("reason", word);
        if (resource.restarts(kind) > 0 && isNew(made, "podtide.watch.restarts", restarts)) {
            made.add(restarts(restarts, resource, r -> r.restarts(kind)));
        }
    }

    /** A registry warns of what is registered twice. */
    private static boolean isNew(Set<Meter> made, String name, Tags tags) {
        return made.stream()
                .map(Meter::getId)
                .noneMatch(
                        id -> id.getName().equals(name) && Tags.of(id.getTags()).equals(tags));
    }

    private Meter restarts(Tags tags, ResourceStatus resource, ToDoubleFunction<ResourceStatus> value) {
        return count("podtide.watch.restarts", "Watches begun again, by why the last one ended", tags, resource, value);
    }

    private Meter count(
            String name, String what, Tags tags, ResourceStatus resource, ToDoubleFunction<ResourceStatus> value) {
        return FunctionCounter.builder(name, resource, value)
                .description(what)
                .tags(tags)
                .register(registry);
    }

    @Override
    public synchronized void ended(ClusterView cluster) {
        var made = meters.remove(cluster.name());
        if (made != null) {
            made.forEach(registry::remove);
        }
    }
}
