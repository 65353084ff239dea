package io.podtide.streams;

import io.podtide.detect.fleet.FleetCorrelator;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.ClusterKey;
import io.podtide.detect.observation.Workload;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.state.Step;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.WellChange;
import io.podtide.detect.workload.WorkloadAssembler;
import io.podtide.detect.workload.WorkloadTrack;
import io.podtide.streams.state.FleetNews;
import io.podtide.wire.SymptomRecord;
import io.podtide.wire.SymptomRecord.ClusterProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

/** The shell round {@link WorkloadAssembler}: load, step, save, forward. */
final class AssembleIncidents implements Processor<String, SymptomRecord, String, FleetNews> {

    private final Stages stages;
    private RuleBook book;
    private WorkloadAssembler assembler;
    private final UpstreamTimes times;
    private final Map<String, Boolean> silent = new HashMap<>();
    private final Map<String, ClusterProgress> passedOn = new HashMap<>();
    private final ClusterDeadlines deadlines = new ClusterDeadlines();
    private final ProcessorContext<String, FleetNews> context;
    private final Outbox<String, FleetNews> outbox;
    private final Cancellable timer;
    private final KeyValueStore<String, WorkloadTrack> workloads;
    /** Newest record: what time brings about is stamped with it. */
    private long newest;

    private AssembleIncidents(Stages stages, ProcessorContext<String, FleetNews> context) {
        this.context = context;
        this.stages = stages;
        this.book = stages.rules().book();
        this.assembler = new WorkloadAssembler(book, stages.catalogue());
        this.times = new UpstreamTimes(stages.origins());
        this.outbox = new Outbox<>(context, Stores.DRAFTS);
        this.workloads = context.getStateStore(Stores.WORKLOADS);
        try (var all = workloads.all()) {
            all.forEachRemaining(entry -> deadlines.arm(entry.key, assembler.deadline(entry.value)));
        }
        this.timer = context.schedule(ClusterDeadlines.GOES_ON_AFTER, PunctuationType.WALL_CLOCK_TIME, wallClock -> {
            adoptRules();
            deadlines.catchUp(this::fire);
        });
    }

    @Override
    public void process(Record<String, SymptomRecord> record) {
        newest = Math.max(newest, record.timestamp());
        adoptRules();
        if (record.value() instanceof SymptomRecord.OfPod ofPod) {
            take(ofPod.change(), record.timestamp());
        } else if (record.value() instanceof SymptomRecord.Wells wells) {
            wells.changes().forEach(change -> take(change, record.timestamp()));
        } else if (record.value() instanceof SymptomRecord.Progress progress) {
            times.told(progress.origin(), progress.clusters());
            progress.clusters().forEach(cluster -> advance(cluster.cluster(), record.timestamp()));
            passOn(progress, record.timestamp());
        }
    }

    /** They count for what comes; what has been told, and a hold that has begun, stays as it is. */
    private void adoptRules() {
        if (stages.rules().isOld(book)) {
            book = stages.rules().book();
            assembler = new WorkloadAssembler(book, stages.catalogue());
        }
    }

    private void take(SymptomChange change, long timestamp) {
        var key = change.workload().key();
        step(key, assembler.symptom(load(key, change.workload()), change), timestamp);
        if (FleetCorrelator.concerns(change)) {
            forward(key, new FleetNews.OfNode(change), timestamp);
        }
    }

    private void take(WellChange change, long timestamp) {
        var key = change.workload().key();
        step(key, assembler.well(load(key, change.workload()), change), timestamp);
    }

    private WorkloadTrack load(String key, Workload workload) {
        var known = workloads.get(key);
        return known == null ? WorkloadTrack.of(workload) : known;
    }

    private void step(String key, Step<WorkloadTrack, Incident> step, long timestamp) {
        if (step.state().empty()) {
            workloads.delete(key);
        } else {
            workloads.put(key, step.state());
        }
        deadlines.arm(key, assembler.deadline(step.state()));
        step.changes()
                .forEach(draft ->
                        forward(key, new FleetNews.Draft(draft, step.state().image(draft.kind())), timestamp));
    }

    private void forward(String key, FleetNews news, long timestamp) {
        outbox.addUrgent(new Record<>(key, news, timestamp));
    }

    private void advance(String cluster, long timestamp) {
        var now = times.now(cluster);
        if (now.isEmpty()) {
            return;
        }
        boolean isSilent = times.of(cluster).map(ClusterProgress::silent).orElse(false);
        if (!Boolean.valueOf(isSilent).equals(silent.put(cluster, isSilent))) {
            tellOfSilence(cluster, isSilent, now.get(), timestamp);
        }
        deadlines.advance(cluster, now.get(), this::fire);
    }

    private void fire(String key, Instant due) {
        var track = workloads.get(key);
        if (track != null) {
            step(key, assembler.time(track, due), newest);
        }
    }

    private void tellOfSilence(String cluster, boolean isSilent, Instant now, long timestamp) {
        var keys = new ArrayList<String>();
        try (var ofCluster = workloads.prefixScan(ClusterKey.prefix(cluster), new StringSerializer())) {
            ofCluster.forEachRemaining(entry -> keys.add(entry.key));
        }
        for (var key : keys) {
            var track = workloads.get(key);
            if (track != null && !track.incidents().isEmpty()) {
                step(key, assembler.silence(track, isSilent, now), timestamp);
            }
        }
    }

    /**
     * What has come up to a time stands before it in the topic of drafts, so that the next stage knows it has all when each of
     * these tasks has told. Of silent clusters it is told again and again, for the next stage may have been started meanwhile.
     */
    private void passOn(SymptomRecord.Progress progress, long timestamp) {
        var news = progress.clusters().stream()
                .flatMap(c -> reached(c.cluster()).stream())
                .filter(c -> c.silent() || !c.equals(passedOn.get(c.cluster())))
                .toList();
        news.forEach(c -> passedOn.put(c.cluster(), c));
        for (var portion : Portions.of(news)) { // a version before this one told all at once
            outbox.add(new Record<>("", new FleetNews.Times(context.taskId().partition(), portion), timestamp));
        }
    }

    private Optional<ClusterProgress> reached(String cluster) {
        return times.of(cluster)
                .map(c -> new ClusterProgress(
                        cluster, deadlines.reached(cluster, c.at()), c.silent(), c.heardAt(), c.gapSince()));
    }

    @Override
    public void close() {
        timer.cancel();
        outbox.close();
    }

    /** Makes one for each task. */
    record Supplier(Stages stages) implements ProcessorSupplier<String, SymptomRecord, String, FleetNews> {
        @Override
        public Processor<String, SymptomRecord, String, FleetNews> get() {
            return new Initialised<>(context -> new AssembleIncidents(stages, context));
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return new LinkedHashSet<>(List.of( // an order that the description of the topology keeps
                    stages.inUse(
                            Stores.durable(Stores.WORKLOADS, stages.stores().workloads())),
                    new BeforeCommit.Builder(Stores.DRAFTS)));
        }
    }
}
