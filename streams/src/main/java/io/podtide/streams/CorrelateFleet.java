package io.podtide.streams;

import io.podtide.detect.fleet.FleetCorrelator;
import io.podtide.detect.fleet.FleetMemory;
import io.podtide.detect.fleet.NodeTrack;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.rule.RuleBook;
import io.podtide.streams.state.FleetNews;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/** The shell round {@link FleetCorrelator}: what it remembers is in stores, and what it says is forwarded. */
final class CorrelateFleet implements Processor<String, FleetNews, String, Incident> {

    private final RulesInForce rules;
    private final FleetMemory memory = new StoredMemory();
    private RuleBook book = RulesInForce.NONE_YET;
    private FleetCorrelator correlator;
    private final ClusterDeadlines nodeDeadlines = new ClusterDeadlines();
    private final ClusterDeadlines forgetting = new ClusterDeadlines();
    private final MuteIncidents mutes;
    private final ProcessorContext<String, Incident> context;
    private final KeyValueStore<String, Incident> incidents;
    private final KeyValueStore<String, NodeTrack> nodes;
    /** Newest record: what time brings about is stamped with it. */
    private long newest;

    private CorrelateFleet(Stages stages, ProcessorContext<String, Incident> context) {
        this.context = context;
        this.incidents = context.getStateStore(Stores.INCIDENTS);
        this.nodes = context.getStateStore(Stores.NODES);
        this.rules = stages.rules();
        this.correlator = new FleetCorrelator(book, memory);
        this.mutes = new MuteIncidents(book, memory, incidents, marked -> forward(marked, newest));
        try (var all = nodes.all()) {
            all.forEachRemaining(entry -> nodeDeadlines.arm(entry.key, Optional.ofNullable(entry.value.until())));
        }
        try (var all = incidents.all()) {
            all.forEachRemaining(entry -> armForgetting(entry.value));
        }
        context.schedule(ClusterDeadlines.GOES_ON_AFTER, PunctuationType.WALL_CLOCK_TIME, wallClock -> {
            nodeDeadlines.catchUp(this::fireNode);
            forgetting.catchUp(this::forget);
            mutes.catchUp();
            adoptRules();
        });
    }

    @Override
    public void process(Record<String, FleetNews> record) {
        newest = Math.max(newest, record.timestamp());
        adoptRules();
        if (record.value() instanceof FleetNews.Draft draft) {
            forward(mutes.mark(correlator.revised(draft.incident())), record.timestamp());
        } else if (record.value() instanceof FleetNews.Kill kill) {
            forward(mutes.mark(correlator.killed(kill.change())), record.timestamp());
        } else if (record.value() instanceof FleetNews.Times times) {
            times.clusters().forEach(c -> advance(c.cluster(), c.at()));
        }
    }

    private void advance(String cluster, Instant now) {
        nodeDeadlines.advance(cluster, now, this::fireNode);
        forgetting.advance(cluster, now, this::forget);
        mutes.advance(cluster, now);
    }

    private void adoptRules() {
        if (rules.isOld(book)) {
            book = rules.book();
            correlator = new FleetCorrelator(book, memory);
            mutes.adopt(book);
        }
    }

    private void fireNode(String key, Instant due) {
        forward(mutes.mark(correlator.time(key, due)), newest);
        nodeDeadlines.arm(key, correlator.deadline(key));
    }

    private void forget(String key, Instant due) {
        incidents.delete(key.substring(key.indexOf('/') + 1));
    }

    private void forward(List<Incident> revisions, long timestamp) {
        revisions.forEach(i -> context.forward(new Record<>(i.subject(), i, timestamp)));
    }

    /** Longer than an incident can be reopened, or its revisions would be numbered anew. */
    private Duration remembered() {
        return book.rules().resolve().reopenWithin().plusDays(1);
    }

    private void armForgetting(Incident incident) {
        var at = incident.state() == State.RESOLVED
                ? Optional.of(incident.updatedAt().plus(remembered()))
                : Optional.<Instant>empty();
        forgetting.arm(incident.cluster() + '/' + incident.id(), at);
    }

    private final class StoredMemory implements FleetMemory {
        @Override
        public @Nullable Incident incident(String id) {
            return incidents.get(id);
        }

        @Override
        public void keep(Incident revision) {
            incidents.put(revision.id(), revision);
            armForgetting(revision);
        }

        @Override
        public @Nullable NodeTrack node(String key) {
            return nodes.get(key);
        }

        @Override
        public void keep(NodeTrack node) {
            var key = node.cluster() + '/' + node.node();
            nodes.put(key, node);
            nodeDeadlines.arm(key, Optional.ofNullable(node.until()));
        }
    }

    /** Makes the one there is. */
    record Supplier(Stages stages) implements ProcessorSupplier<String, FleetNews, String, Incident> {
        @Override
        public Processor<String, FleetNews, String, Incident> get() {
            return new Initialised<>(context -> new CorrelateFleet(stages, context));
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return new LinkedHashSet<>(List.of(
                    Stores.durable(Stores.NODES, stages.stores().nodes()),
                    Stores.durable(
                            Stores.INCIDENTS,
                            stages.stores().incidents()))); // an order that the description of the topology keeps
        }
    }
}
