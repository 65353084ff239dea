package io.podtide.streams;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.ClusterKey;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.pod.PodTrack;
import io.podtide.detect.pod.PodTracker;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.state.Step;
import io.podtide.detect.symptom.PartlySeen;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.streams.state.ClusterTime;
import io.podtide.wire.SymptomRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shell round {@link PodTracker}: load, step, save, forward. What clusters say of their time arms and fires the pods'
 * deadlines, and is passed on so that the next stage knows how far this one has come.
 */
final class TrackPods implements Processor<String, Observation, String, SymptomRecord> {

    private static final Logger LOG = LoggerFactory.getLogger(TrackPods.class);

    /** How often the next stage is told how far time has moved on. Wall clock: it triggers, event time decides. */
    private static final Duration TELL = Duration.ofMillis(500);

    /** A status and the heartbeat after it come by different topics: so late may the one be read after the other. */
    private static final Duration LATENESS = Duration.ofSeconds(2);

    private final Stages stages;
    private RuleBook book = RulesInForce.NONE_YET;
    private PodTracker tracker;
    private PodTracker blind;
    private final ClusterTimes times;
    private final Fence fence;
    private final ClusterDeadlines deadlines = new ClusterDeadlines();
    private final ProcessorContext<String, SymptomRecord> context;
    private final KeyValueStore<String, PodTrack> pods;
    private final KeyValueStore<String, ClusterTime> clusters;
    private final TrackOwners owners;
    private final SymptomOutbox outbox;
    private final Cancellable timer;
    /** Newest record: what time brings about is stamped with it, for observers' clocks may be anywhere. */
    private long newest;

    private TrackPods(Stages stages, ProcessorContext<String, SymptomRecord> context) {
        this.context = context;
        this.stages = stages;
        this.tracker = new PodTracker(book, stages.catalogue());
        this.blind = tracker.blind();
        this.times = new ClusterTimes(this::silentAfter);
        this.fence = new Fence(times, context);
        this.pods = context.getStateStore(Stores.PODS);
        this.clusters = context.getStateStore(Stores.CLUSTERS);
        this.owners = new TrackOwners(book, stages, times, context, this::forward);
        this.outbox = new SymptomOutbox(context, stages.origins());
        try (var all = clusters.all()) {
            all.forEachRemaining(entry -> times.restored(entry.key, entry.value, context.currentSystemTimeMs()));
        }
        this.timer = context.schedule(TELL, PunctuationType.WALL_CLOCK_TIME, this::tell);
    }

    @Override
    public void process(Record<String, Observation> record) {
        var observation = record.value();
        if (observation == null) {
            LOG.debug("a record without value was skipped");
            return;
        }
        if (!fence.admits(observation.cluster(), record)) {
            return;
        }
        newest = Math.max(newest, record.timestamp());
        adoptRules();
        if (observation instanceof ClusterClock clock) {
            gap(clock);
        }
        var now = times.seen(observation.cluster(), observation.observedAt(), context.currentSystemTimeMs());
        times.save(observation.cluster(), clusters::put);
        advance(observation.cluster(), now.minus(LATENESS));
        if (observation instanceof KubeEvent event && tellsNothing(event)) { // as most do
            return;
        }
        var key = observation.key();
        if (!isRepetition(key, observation)) {
            dueBefore(key, observation).ifPresent(due -> advance(observation.cluster(), due));
            take(key, observation, record.timestamp());
        }
    }

    private static boolean tellsNothing(KubeEvent event) {
        return event.regarding().kind().equals("Pod") ? PodTracker.ignores(event) : !TrackOwners.concerns(event);
    }

    /** It tells of something that has come and gone. */
    private boolean isRepetition(String key, Observation observation) {
        return times.isLate(observation.cluster(), observation.observedAt())
                && !load(key).hasBeenSeen()
                && !owners.know(key);
    }

    /** In a gap nothing is due: it may have been mended unseen, and what tells of it may be further down the list. */
    private void advance(String cluster, Instant settled) {
        if (times.inGap(cluster)) {
            return;
        }
        deadlines.advance(cluster, settled, this::fire);
        owners.advance(cluster, settled, newest);
    }

    /**
     * What is due before news is dealt with at once, though time has not settled. What is due sooner of others comes before it, for
     * incidents are dated by what comes first.
     */
    private Optional<Instant> dueBefore(String key, Observation news) {
        var now = times.now(news.cluster());
        var seen = news.observedAt().isBefore(now) ? news.observedAt() : now;
        if (isWholeList(news)) {
            return Optional.of(seen);
        }
        if (!deadlines.anyDue(news.cluster(), seen) && !owners.anyDue(news.cluster(), seen)) { // most often
            return Optional.empty();
        }
        return deadlines.of(key).or(() -> owners.due(key)).filter(due -> !due.isAfter(seen));
    }

    private static boolean isWholeList(Observation news) {
        return news instanceof ClusterClock clock
                && clock.since() != null
                && (clock.mark() == Mark.SYNCED || clock.mark() == Mark.NODES_SYNCED);
    }

    private void gap(ClusterClock clock) {
        if (times.isLate(clock.cluster(), clock.observedAt())) {
            LOG.debug("a mark of long ago was skipped: {}", clock.mark());
        } else if (clock.mark() == Mark.GAP_STARTED) {
            times.gapStarted(clock.cluster(), clock.observedAt(), context.currentSystemTimeMs());
        } else if (clock.mark() == Mark.GAP_ENDED) {
            times.gapEnded(clock.cluster());
        } else if (clock.mark() == Mark.HEARTBEAT) {
            times.vouched(clock.cluster(), clock.unseen());
        }
    }

    private void take(String key, Observation observation, long timestamp) {
        if (observation instanceof PodStatus status) {
            var track = load(key);
            stepFrom(track, key, tracker(status.cluster()).status(track, status), timestamp);
        } else if (observation instanceof KubeEvent event
                && event.regarding().kind().equals("Pod")) {
            var track = load(key);
            stepFrom(track, key, tracker(event.cluster()).event(track, event), timestamp);
        } else if (observation instanceof KubeEvent event) {
            owners.event(event, timestamp);
        } else if (observation instanceof NodeStatus status) {
            owners.node(status, timestamp);
        } else if (observation instanceof ClusterClock clock && clock.mark() == Mark.SYNCED && clock.since() != null) {
            sweep(clock, clock.since(), timestamp);
        } else if (observation instanceof ClusterClock clock
                && clock.mark() == Mark.NODES_SYNCED
                && clock.since() != null) {
            owners.sweep(clock, clock.since(), timestamp);
        }
    }

    private PodTracker tracker(String cluster) {
        return times.inGap(cluster) ? blind : tracker;
    }

    private PodTrack load(String key) {
        var track = pods.get(key);
        return track == null ? new PodTrack.Nothing() : track;
    }

    /** Nothing is written where nothing has changed, as with most Events; nor has the deadline then. */
    private void stepFrom(PodTrack before, String key, Step<PodTrack, SymptomChange> step, long timestamp) {
        if (step.state() != before || !step.changes().isEmpty()) {
            step(key, step, timestamp);
        }
    }

    private void step(String key, Step<PodTrack, SymptomChange> step, long timestamp) {
        var next = step.state();
        if (next instanceof PodTrack.Nothing) {
            pods.delete(key);
        } else {
            pods.put(key, next);
        }
        deadlines.arm(key, tracker.deadline(next));
        forward(step.changes(), timestamp);
    }

    private void forward(List<SymptomChange> changes, long timestamp) {
        if (changes.isEmpty()) {
            return;
        }
        var unseen = times.unseen(changes.get(0).workload().cluster()); // all are of one object
        for (var change : PartlySeen.note(changes, unseen)) {
            outbox.add(change, timestamp);
        }
    }

    /** A pod that a whole list does not show is gone. */
    private void sweep(ClusterClock clock, Instant listBegun, long timestamp) {
        var keys = new ArrayList<String>();
        try (var ofCluster = pods.prefixScan(ClusterKey.prefix(clock.cluster()), new StringSerializer())) {
            ofCluster.forEachRemaining(entry -> keys.add(entry.key));
        }
        for (var key : keys) {
            var track = load(key);
            var step = tracker(clock.cluster()).listed(track, listBegun, clock.observedAt());
            if (!step.state().equals(track)) {
                step(key, step, timestamp);
            }
        }
    }

    private void fire(String key, Instant due) {
        step(key, tracker.time(load(key), due), newest);
    }

    /**
     * All pods of the task are read once, when it begins and when the rules change: thresholds may be met sooner or later, and
     * what stands may be of a kind that is looked for from now on, or no longer. Their deadlines are indexed at that.
     */
    private void adoptRules() {
        if (!stages.rules().isOld(book)) {
            return;
        }
        var next = stages.rules().book();
        tracker = new PodTracker(next, stages.catalogue());
        blind = tracker.blind();
        StateFailure.whileReading(Stores.PODS, this::ruleAll);
        owners.adopt(next, newest);
        book = next; // not before all are ruled by it: this is not tried again
        times.names().forEach(cluster -> advance(cluster, times.now(cluster).minus(LATENESS)));
    }

    private void ruleAll() {
        var changed = new ArrayList<String>();
        try (var all = pods.all()) {
            all.forEachRemaining(entry -> {
                var ruled = ruled(entry.key, entry.value);
                if (ruled.state().equals(entry.value)) {
                    deadlines.arm(entry.key, tracker.deadline(entry.value));
                } else {
                    changed.add(entry.key);
                }
            });
        }
        changed.forEach(key -> step(key, ruled(key, load(key)), newest));
    }

    private Step<PodTrack, SymptomChange> ruled(String key, PodTrack track) {
        return tracker.ruled(track, times.now(ClusterKey.cluster(key)));
    }

    private Duration silentAfter(String cluster) {
        return book.forCluster(cluster).rules().clusterSilent().after();
    }

    private void tell(long wallClock) {
        adoptRules();
        deadlines.catchUp(cluster -> !times.inGap(cluster), this::fire);
        owners.catchUp(newest);
        var news = times.news(wallClock, this::reached);
        times.save(clusters::put);
        for (var portion : Portions.of(news)) {
            outbox.add(new SymptomRecord.Progress(context.taskId().partition(), portion), newest);
        }
    }

    private Instant reached(String cluster, Instant now) {
        var settled = now.minus(LATENESS);
        var ofPods = deadlines.reached(cluster, settled);
        var ofOwners = owners.reached(cluster, settled);
        return ofPods.isBefore(ofOwners) ? ofPods : ofOwners;
    }

    @Override
    public void close() {
        timer.cancel();
        outbox.close();
    }

    /** Makes one for each task. */
    record Supplier(Stages stages) implements ProcessorSupplier<String, Observation, String, SymptomRecord> {
        @Override
        public Processor<String, Observation, String, SymptomRecord> get() {
            return new Initialised<>(context -> new TrackPods(stages, context));
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return new LinkedHashSet<>(List.of( // an order that the description of the topology keeps
                    stages.inUse(Stores.durable(Stores.PODS, stages.stores().pods())),
                    stages.fewInUse(
                            Stores.durable(Stores.CONTROLLERS, stages.stores().controllers())),
                    stages.fewInUse(
                            Stores.durable(Stores.NODE_CONTACTS, stages.stores().nodeContacts())),
                    stages.inUse(Stores.durable(Stores.CLUSTERS, stages.stores().clusters())),
                    new BeforeCommit.Builder(Stores.SYMPTOMS)));
        }
    }
}
