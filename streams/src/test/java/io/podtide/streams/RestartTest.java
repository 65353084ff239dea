package io.podtide.streams;

import static io.podtide.streams.APod.aPod;
import static io.podtide.streams.Times.minute;
import static io.podtide.streams.Times.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.podtide.detect.fleet.NodeTrack;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.rule.Glob;
import io.podtide.detect.rule.Match;
import io.podtide.detect.rule.Mute;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.rule.Rules;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange.Change;
import io.podtide.streams.state.FleetNews;
import io.podtide.wire.SymptomRecord;
import io.podtide.wire.SymptomRecord.ClusterProgress;
import io.podtide.wire.SymptomRecord.OfPod;
import io.podtide.wire.SymptomRecord.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

/** A task that starts with what another has stored knows what is due. */
class RestartTest {

    private static final String NO_CPU = "0/3 nodes are available: 3 Insufficient cpu.";
    private static final Stores STORES = DrivenPipeline.stages().stores();
    private static final Stages STAGES = DrivenPipeline.stages();

    /** A store as it is restored: bytes that outlive the task. */
    private static <V> KeyValueStore<String, V> store(String name, Serde<V> values) {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
                .withLoggingDisabled()
                .build();
    }

    private static List<KeyValueStore<String, ?>> ofTheFirstStage() {
        return List.of(
                store(Stores.PODS, STORES.pods()),
                store(Stores.CONTROLLERS, STORES.controllers()),
                store(Stores.NODE_CONTACTS, STORES.nodeContacts()),
                store(Stores.CLUSTERS, STORES.clusters()));
    }

    /** What a task that starts now makes of these records. */
    @SafeVarargs
    private static <V, W> List<W> task(
            ProcessorSupplier<String, V, String, W> step, List<KeyValueStore<String, ?>> stores, V... records) {
        var context = new MockProcessorContext<String, W>();
        context.setCurrentSystemTimeMs(Times.START.toEpochMilli());
        for (var store : stores) {
            if (!store.isOpen()) {
                store.init(context.getStateStoreContext(), store);
            }
            context.addStateStore(store);
        }
        var beforeCommit = beforeCommit(step, context);
        var processor = step.get();
        processor.init(context);
        for (var record : records) {
            processor.process(new Record<>("key", record, Times.START.toEpochMilli()));
        }
        beforeCommit.forEach(BeforeCommit::flushCache);
        return context.forwarded().stream()
                .<W>map(forward -> forward.record().value())
                .toList();
    }

    private static <W> List<BeforeCommit> beforeCommit(
            ProcessorSupplier<String, ?, String, W> step, MockProcessorContext<String, W> context) {
        var all = step.stores().stream()
                .filter(BeforeCommit.Builder.class::isInstance)
                .map(builder -> ((BeforeCommit.Builder) builder).build())
                .toList();
        all.forEach(context::addStateStore);
        return all;
    }

    private static Observation heartbeat(Instant at) {
        return new ClusterClock("prod", at, Mark.HEARTBEAT, null);
    }

    private static SymptomRecord progress(Instant at) {
        return new Progress(0, List.of(new ClusterProgress("prod", at, false)));
    }

    private static FleetNews times(Instant at) {
        return new FleetNews.Times(0, List.of(new ClusterProgress("prod", at, false)));
    }

    /** What the first stage says of a pod that nothing takes and that is bound at minute 8. */
    private static SymptomRecord[] story() {
        var cart = aPod("prod", "cart-1", minute(0)).unschedulable(NO_CPU, minute(0));
        return task(
                        STAGES.trackPods(),
                        ofTheFirstStage(),
                        cart.at(minute(0)),
                        heartbeat(minute(6)),
                        cart.bound("node-1", minute(8)).runs(minute(8)).at(minute(8)))
                .toArray(SymptomRecord[]::new);
    }

    private static List<Incident> drafts(List<FleetNews> news) {
        return news.stream()
                .filter(FleetNews.Draft.class::isInstance)
                .map(draft -> ((FleetNews.Draft) draft).incident())
                .toList();
    }

    @Test
    void aPodThatWasPendingFailsWhenItsTimeComes() {
        var pods = ofTheFirstStage();
        var cart = aPod("prod", "cart-1", minute(0)).unschedulable(NO_CPU, minute(0));
        assertThat(task(STAGES.trackPods(), pods, cart.at(minute(0)))).isEmpty();

        assertThat(task(STAGES.trackPods(), pods, heartbeat(minute(6))))
                .extracting(record -> ((OfPod) record).change())
                .extracting(change -> change.symptom() + " " + change.change() + " " + change.at())
                .containsExactly(
                        Symptom.PENDING + " " + Change.SUSPECTED + " " + second(10),
                        Symptom.PENDING + " " + Change.ONSET + " " + minute(5));
        assertThat(task(STAGES.trackPods(), pods, heartbeat(minute(7)))).isEmpty();
    }

    /** What is due of the others would be forgotten, and the record would be put aside for what is not its fault. */
    @Test
    void aStateThatNobodyCanReadEndsTheTask() {
        var pods = ofTheFirstStage();
        var cart = aPod("prod", "cart-1", minute(0)).unschedulable(NO_CPU, minute(0));
        task(STAGES.trackPods(), pods, cart.at(minute(0)));

        var failed = failureOfATask(withUnreadable(Stores.PODS, pods));
        assertThat(failed)
                .hasMessage("state in the store pods cannot be read (a record is cut off);"
                        + " start the version that wrote it, or reset the streams");
        assertThat(SkipBadRecords.isOfTheRecord(failed)).isFalse();
        assertThat(StateFailure.explained(new StreamsException("in a task", failed), Path.of("state")))
                .isSameAs(failed);
    }

    @Test
    void aStateOfAControllerOrNodeThatNobodyCanReadDoesSoToo() {
        var fresh = ofTheFirstStage();
        assertThat(failureOfATask(withUnreadable(Stores.CONTROLLERS, fresh)))
                .hasMessageStartingWith("state in the store controllers cannot be read");
        assertThat(failureOfATask(withUnreadable(Stores.NODE_CONTACTS, fresh)))
                .hasMessageStartingWith("state in the store node-contacts cannot be read");
    }

    private static StateFailure failureOfATask(List<KeyValueStore<String, ?>> stores) {
        return catchThrowableOfType(StateFailure.class, () -> task(STAGES.trackPods(), stores, heartbeat(minute(6))));
    }

    /** The same, with one store that has a state of no form. */
    private static List<KeyValueStore<String, ?>> withUnreadable(String name, List<KeyValueStore<String, ?>> stores) {
        Serde<String> damaging = Serdes.serdeFrom((topic, value) -> new byte[0], (topic, bytes) -> {
            throw new SerializationException("a record is cut off");
        });
        var damaged = store(name, damaging);
        opened(List.of(damaged));
        damaged.put("prod/damaged", "");
        var all = new ArrayList<>(stores);
        all.replaceAll(store -> store.name().equals(name) ? damaged : store);
        return all;
    }

    @Test
    void withoutTheStoreNothingIsDue() {
        var pods = ofTheFirstStage();
        assertThat(task(STAGES.trackPods(), pods, heartbeat(minute(6)))).isEmpty();
    }

    @Test
    void anIncidentThatWasHeldOpenIsResolvedWhenItsTimeComes() {
        var workloads = store(Stores.WORKLOADS, STORES.workloads());
        assertThat(Line.of(drafts(task(STAGES.assembleIncidents(), List.of(workloads), story()))))
                .containsExactly("+300s PENDING of prod/cart: r1 OPEN, INSUFFICIENT_RESOURCES, 0 times, [cart-1]");

        assertThat(drafts(task(STAGES.assembleIncidents(), List.of(workloads), progress(second(779)))))
                .isEmpty();
        assertThat(Line.of(drafts(task(STAGES.assembleIncidents(), List.of(workloads), progress(second(780))))))
                .containsExactly(
                        "+780s PENDING of prod/cart: r2 RESOLVED RECOVERED, INSUFFICIENT_RESOURCES, 0 times, [cart-1]");
    }

    @Test
    void aNodeThatWasKeptBeforeNodesWereLookedThroughIsForgottenToo() {
        var nodes = store(Stores.NODES, STORES.nodes());
        var stores = opened(List.of(
                nodes,
                store(Stores.GROUPS, STORES.groups()),
                store(Stores.SILENCES, STORES.silences()),
                store(Stores.INCIDENTS, STORES.incidents())));
        var kill = new NodeTrack.Kill(second(1), "uid", "cart-1", "prod/shop/Deployment/cart", Some.DIAGNOSIS);
        nodes.put(
                "prod/node-1",
                new NodeTrack("prod", "node-1", List.of(kill), new TreeSet<>(), new TreeSet<>(), null, null, null));

        task(STAGES.correlateFleet(), stores, times(second(2)), times(second(2).plus(Duration.ofHours(4))));
        assertThat(nodes.get("prod/node-1")).isNull();
    }

    @Test
    void aNodeOnWhichNothingWasKilledForLongIsForgotten() {
        var nodes = store(Stores.NODES, STORES.nodes());
        var stores = List.<KeyValueStore<String, ?>>of(
                nodes,
                store(Stores.GROUPS, STORES.groups()),
                store(Stores.SILENCES, STORES.silences()),
                store(Stores.INCIDENTS, STORES.incidents()));
        var kill = Some.kill("cart-1");
        task(STAGES.correlateFleet(), stores, new FleetNews.OfNode(kill));

        var forgotten = kill.at().plus(Duration.ofHours(2));
        task(STAGES.correlateFleet(), stores, times(forgotten.minusMillis(1)));
        assertThat(nodes.get("prod/node-1")).isNotNull();
        task(STAGES.correlateFleet(), stores, times(forgotten));
        assertThat(nodes.get("prod/node-1")).isNull();
    }

    private static Stages muting(Instant until) {
        var everything = new Match(Glob.ANY, Glob.ANY, Glob.ANY, Map.of());
        var mutes = List.of(new Mute(everything, until, "platform", "load tests"));
        var rules = new RulesInForce(new RuleBook(Rules.DEFAULTS, List.of(), mutes));
        return new Stages(rules, STAGES.catalogue(), STORES, 1, 1);
    }

    private static List<KeyValueStore<String, ?>> withOneOpenIncident() {
        var incidents = store(Stores.INCIDENTS, STORES.incidents());
        var stores = opened(List.of(
                store(Stores.NODES, STORES.nodes()),
                store(Stores.GROUPS, STORES.groups()),
                store(Stores.SILENCES, STORES.silences()),
                incidents));
        var open = Some.bareIncident(Kind.PENDING);
        incidents.put(open.id(), open);
        return stores;
    }

    @Test
    void anIncidentIsNotMutedByWhatEndedWhileItStood() {
        var stores = withOneOpenIncident();
        assertThat(task(muting(minute(1)).correlateFleet(), stores, times(minute(2)), times(minute(3))))
                .isEmpty();
    }

    @Test
    void anIncidentIsMutedOnceItsClusterIsKnownNotToBePastTheMute() {
        var stores = withOneOpenIncident();
        var other = new FleetNews.Times(0, List.of(new ClusterProgress("test", minute(9), false)));
        assertThat(task(muting(minute(5)).correlateFleet(), stores, other)).isEmpty();
        assertThat(task(muting(minute(5)).correlateFleet(), stores, times(minute(2)), times(minute(3))))
                .extracting(Incident::revision, Incident::updatedAt, i -> i.mute() != null)
                .containsExactly(tuple(2, minute(2), true));
        assertThat(task(muting(minute(5)).correlateFleet(), stores, times(minute(6))))
                .extracting(Incident::revision, Incident::updatedAt, Incident::mute)
                .containsExactly(tuple(3, minute(5), null));
    }

    @Test
    void anIncidentThatWasResolvedIsForgottenWhenItsTimeComes() {
        var incidents = store(Stores.INCIDENTS, STORES.incidents());
        var stores = List.<KeyValueStore<String, ?>>of(
                store(Stores.NODES, STORES.nodes()),
                store(Stores.GROUPS, STORES.groups()),
                store(Stores.SILENCES, STORES.silences()),
                incidents);
        var resolved = Some.incident(Kind.OOM);
        var told = task(STAGES.correlateFleet(), stores, new FleetNews.Draft(resolved, null));
        assertThat(told).hasSize(1);
        assertThat(incidents.get(resolved.id())).isEqualTo(told.get(0));

        var forgotten = resolved.updatedAt().plus(Duration.ofHours(2)).plus(Duration.ofDays(1));
        assertThat(task(STAGES.correlateFleet(), stores, times(forgotten.minusMillis(1))))
                .isEmpty();
        assertThat(incidents.get(resolved.id())).isEqualTo(told.get(0));
        assertThat(task(STAGES.correlateFleet(), stores, times(forgotten))).isEmpty();
        assertThat(incidents.get(resolved.id())).isNull();
    }

    private static ProcessorSupplier<String, Observation, String, SymptomRecord> first() {
        return STAGES.trackPods();
    }

    /** What a task says that starts now, hears this, and then nothing for so long. */
    private static List<ClusterProgress> told(
            List<KeyValueStore<String, ?>> stores, Duration wait, Observation... observations) {
        var context = new MockProcessorContext<String, SymptomRecord>();
        context.setCurrentSystemTimeMs(Times.START.toEpochMilli());
        stores.forEach(context::addStateStore);
        var beforeCommit = beforeCommit(first(), context);
        var processor = first().get();
        processor.init(context);
        for (var observation : observations) {
            processor.process(new Record<>("key", observation, Times.START.toEpochMilli()));
        }
        var tell = context.scheduledPunctuators().get(0).getPunctuator();
        tell.punctuate(Times.START.plusMillis(500).toEpochMilli());
        tell.punctuate(Times.START.plus(wait).toEpochMilli());
        beforeCommit.forEach(BeforeCommit::flushCache);
        return context.forwarded().stream()
                .map(forwarded -> forwarded.record().value())
                .filter(Progress.class::isInstance)
                .flatMap(progress -> ((Progress) progress).clusters().stream())
                .toList();
    }

    private static List<KeyValueStore<String, ?>> opened(List<KeyValueStore<String, ?>> stores) {
        var context = new MockProcessorContext<String, SymptomRecord>();
        stores.forEach(store -> store.init(context.getStateStoreContext(), store));
        return stores;
    }

    @Test
    void aClusterThatIsNotHeardOfAfterARestartIsSilent() {
        var stores = opened(ofTheFirstStage());
        var within = Duration.ofSeconds(50);
        assertThat(told(stores, within, heartbeat(minute(6)))).allMatch(c -> !c.silent());
        assertThat(told(stores, within)).allMatch(c -> !c.silent());
        assertThat(told(stores, Duration.ofSeconds(61)))
                .last()
                .isEqualTo(new ClusterProgress("prod", minute(6).minusSeconds(2), true, minute(6), null));
    }

    @Test
    void aClusterThatWasSilentIsSoAfterARestartUntilThereIsNews() {
        var stores = opened(ofTheFirstStage());
        told(stores, Duration.ofSeconds(61), heartbeat(minute(6)));
        assertThat(told(stores, Duration.ofSeconds(1)))
                .containsExactly(new ClusterProgress("prod", minute(6).minusSeconds(2), true, minute(6), null));
        assertThat(told(stores, Duration.ofSeconds(1), heartbeat(minute(9))))
                .containsExactly(new ClusterProgress("prod", minute(9).minusSeconds(2), false));
    }

    @Test
    void aGapHoldsTimeAcrossARestart() {
        var stores = opened(ofTheFirstStage());
        var gap = new ClusterClock("prod", minute(7), Mark.GAP_STARTED, null);
        told(stores, Duration.ofSeconds(1), heartbeat(minute(6)), gap);
        assertThat(told(stores, Duration.ofSeconds(1), heartbeat(minute(20))))
                .containsExactly(new ClusterProgress("prod", minute(6).minusSeconds(2), false));
    }

    /** As a task is whose commit has failed: Kafka Streams closes what it is made of and begins anew with the same. */
    @Test
    void aTaskThatIsInitialisedAgainHasScheduledNothingTwice() {
        var stores = opened(ofTheFirstStage());
        var context = new MockProcessorContext<String, SymptomRecord>();
        context.setCurrentSystemTimeMs(Times.START.toEpochMilli());
        stores.forEach(context::addStateStore);
        beforeCommit(first(), context);
        var processor = first().get();
        processor.init(context);
        int once = context.scheduledPunctuators().size();
        processor.close();
        processor.init(context);

        assertThat(context.scheduledPunctuators())
                .filteredOn(each -> !each.cancelled())
                .hasSize(once);
        assertThat(context.scheduledPunctuators()).hasSize(2 * once);
    }

    @Test
    void aSilenceThatWasToldBeforeARestartIsNeitherToldNorResolvedByIt() {
        var stores = opened(List.of(
                store(Stores.NODES, STORES.nodes()),
                store(Stores.GROUPS, STORES.groups()),
                store(Stores.SILENCES, STORES.silences()),
                store(Stores.INCIDENTS, STORES.incidents())));
        var silent = new FleetNews.Times(0, List.of(new ClusterProgress("prod", minute(6), true, minute(6), null)));
        assertThat(task(STAGES.correlateFleet(), stores, silent))
                .extracting(i -> i.kind() + " " + i.state())
                .containsExactly("CLUSTER_SILENT OPEN");
        assertThat(task(STAGES.correlateFleet(), stores, silent, silent)).isEmpty();
        assertThat(task(STAGES.correlateFleet(), stores, times(minute(30))))
                .extracting(i -> i.kind() + " " + i.state() + " r" + i.revision())
                .containsExactly("CLUSTER_SILENT RESOLVED r2");
    }
}
