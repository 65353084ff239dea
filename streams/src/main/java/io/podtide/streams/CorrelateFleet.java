package io.podtide.streams;

import io.podtide.detect.fleet.FleetCorrelator;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.ClusterKey;
import io.podtide.detect.rule.RuleBook;
import io.podtide.streams.state.FleetNews;
import io.podtide.wire.SymptomRecord.ClusterProgress;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/** The shell round {@link FleetCorrelator}: what it remembers is in stores, and what it says is forwarded. */
final class CorrelateFleet implements Processor<String, FleetNews, String, Incident> {

    private final Stages stages;
    private final FleetStores memory;
    private final MuteIncidents mutes;
    private final UpstreamTimes times;
    private final Map<String, Boolean> silent = new HashMap<>();
    private RuleBook book = RulesInForce.NONE_YET;
    private FleetCorrelator correlator;
    private final Outbox<String, Incident> outbox;
    private final Cancellable timer;
    /** Newest record: what time brings about is stamped with it. */
    private long newest;

    private CorrelateFleet(Stages stages, ProcessorContext<String, Incident> context) {
        this.outbox = new Outbox<>(context, Stores.REVISIONS);
        this.stages = stages;
        this.memory = new FleetStores(stages.rules(), context);
        this.correlator = new FleetCorrelator(book, stages.catalogue(), memory);
        this.mutes = new MuteIncidents(
                book, memory, context.getStateStore(Stores.INCIDENTS), marked -> forward(marked, newest));
        this.times = new UpstreamTimes(stages.origins());
        this.timer = context.schedule(ClusterDeadlines.GOES_ON_AFTER, PunctuationType.WALL_CLOCK_TIME, wallClock -> {
            memory.nodeDeadlines().catchUp(this::fireNode);
            memory.groupDeadlines().catchUp(this::fireGroup);
            memory.silenceDeadlines().catchUp(this::fireSilence);
            memory.forgetting().catchUp(memory::forget);
            mutes.catchUp();
            adoptRules();
        });
    }

    @Override
    public void process(Record<String, FleetNews> record) {
        newest = Math.max(newest, record.timestamp());
        adoptRules();
        if (record.value() instanceof FleetNews.Draft draft) {
            take(draft, record.timestamp());
        } else if (record.value() instanceof FleetNews.OfNode ofNode) {
            forward(mutes.mark(correlator.ofNode(ofNode.change())), record.timestamp());
        } else if (record.value() instanceof FleetNews.Times told) {
            times.told(told.origin(), told.clusters());
            told.clusters().stream()
                    .flatMap(cluster -> times.of(cluster.cluster()).stream())
                    .forEach(this::advance);
        }
    }

    private void adoptRules() {
        if (stages.rules().isOld(book)) {
            book = stages.rules().book();
            correlator = new FleetCorrelator(book, stages.catalogue(), memory);
            mutes.adopt(book);
            silent.values()
                    .removeIf(Boolean::booleanValue); // of these it is told again, and whether it is to be said may
            // differ
        }
    }

    /** What was due before it comes before it: drafts run ahead of the time that is told when much is read at once. */
    private void take(FleetNews.Draft draft, long timestamp) {
        var incident = draft.incident();
        var before = incident.updatedAt().minusMillis(1);
        memory.groupDeadlines().advance(incident.cluster(), before, this::fireGroup);
        forward(mutes.mark(correlator.revised(incident, draft.image())), timestamp);
    }

    private void advance(ClusterProgress cluster) {
        var name = cluster.cluster();
        var now = cluster.at();
        if (!Boolean.valueOf(cluster.silent()).equals(silent.put(name, cluster.silent()))) {
            var heardAt = cluster.heardAt() == null ? now : cluster.heardAt();
            var revisions = cluster.silent()
                    ? correlator.silent(name, heardAt, cluster.gapSince())
                    : correlator.heard(name, now);
            forward(mutes.mark(revisions), newest);
        }
        memory.nodeDeadlines().advance(name, now, this::fireNode);
        memory.groupDeadlines().advance(name, now, this::fireGroup);
        memory.silenceDeadlines().advance(name, now, this::fireSilence);
        mutes.advance(name, now);
        memory.forgetting().advance(name, now, memory::forget);
        memory.forgetting().advance("", now, memory::forget); // the fleet's own: any time will do for what is a day old
    }

    private void fireNode(String key, Instant due) {
        var now = times.now(ClusterKey.cluster(key)).orElse(due);
        forward(mutes.mark(correlator.nodeTime(key, due, now)), newest);
    }

    private void fireGroup(String key, Instant due) {
        forward(mutes.mark(correlator.groupTime(FleetStores.groupOf(key), ClusterKey.cluster(key), due)), newest);
    }

    private void fireSilence(String key, Instant due) {
        forward(mutes.mark(correlator.silenceTime(ClusterKey.cluster(key), due)), newest);
    }

    private void forward(List<Incident> revisions, long timestamp) {
        revisions.forEach(i -> outbox.addUrgent(new Record<>(i.subject(), i, timestamp)));
    }

    @Override
    public void close() {
        timer.cancel();
        outbox.close();
    }

    /** Makes the one there is. */
    record Supplier(Stages stages) implements ProcessorSupplier<String, FleetNews, String, Incident> {
        @Override
        public Processor<String, FleetNews, String, Incident> get() {
            return new Initialised<>(context -> new CorrelateFleet(stages, context));
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return new LinkedHashSet<>(List.of( // an order that the description of the topology keeps
                    stages.hardlyAnyInUseByOne(
                            Stores.durable(Stores.NODES, stages.stores().nodes())),
                    stages.fewInUseByOne(
                            Stores.durable(Stores.GROUPS, stages.stores().groups())),
                    stages.fewInUseByOne(
                            Stores.durable(Stores.SILENCES, stages.stores().silences())),
                    stages.fewInUseByOne(
                            Stores.durable(Stores.INCIDENTS, stages.stores().incidents())),
                    new BeforeCommit.Builder(Stores.REVISIONS)));
        }
    }
}
