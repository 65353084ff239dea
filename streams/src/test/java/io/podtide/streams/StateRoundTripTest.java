package io.podtide.streams;

import static io.podtide.streams.APod.aPod;
import static io.podtide.streams.Times.minute;
import static io.podtide.streams.Times.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.controller.ControllerTrack;
import io.podtide.detect.controller.Failures;
import io.podtide.detect.fleet.ClusterSilence;
import io.podtide.detect.fleet.Group;
import io.podtide.detect.fleet.Group.Child;
import io.podtide.detect.fleet.Group.Look;
import io.podtide.detect.fleet.NodeTrack;
import io.podtide.detect.fleet.Shared;
import io.podtide.detect.fleet.Thing;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.node.NodeContact;
import io.podtide.detect.observation.Unseen;
import io.podtide.detect.observation.Unseen.Part;
import io.podtide.detect.observation.Unseen.Reason;
import io.podtide.detect.observation.Version;
import io.podtide.detect.observation.Workload;
import io.podtide.detect.pod.ContactState;
import io.podtide.detect.pod.ContainerTrack;
import io.podtide.detect.pod.EndState;
import io.podtide.detect.pod.LeavingState;
import io.podtide.detect.pod.Note;
import io.podtide.detect.pod.Notes;
import io.podtide.detect.pod.PendingState;
import io.podtide.detect.pod.PodTrack;
import io.podtide.detect.pod.ReadinessState;
import io.podtide.detect.pod.Restarts;
import io.podtide.detect.pod.StartStage;
import io.podtide.detect.pod.Streak;
import io.podtide.detect.symptom.PodRef;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.workload.DailyCounts;
import io.podtide.detect.workload.Findings;
import io.podtide.detect.workload.IncidentTrack;
import io.podtide.detect.workload.Life;
import io.podtide.detect.workload.Member;
import io.podtide.detect.workload.Member.Standing;
import io.podtide.detect.workload.Members;
import io.podtide.detect.workload.Strike;
import io.podtide.detect.workload.Strikes;
import io.podtide.detect.workload.WorkloadTrack;
import io.podtide.streams.state.ClusterTime;
import io.podtide.streams.state.FleetNews;
import io.podtide.wire.SymptomRecord.ClusterProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a store keeps comes back as it was. */
class StateRoundTripTest {

    private static final Stores STORES = DrivenPipeline.stages().stores();
    private static final Notes NOTES = new Notes(List.of(
            new Note("e2", second(9), "BackOff", "back-off 40s", "kubelet", "app", 7),
            new Note("e1", second(8), "FailedMount", "", "", "", 1)));
    private static final ContactState IN_TOUCH = ContactState.InTouch.AS_EVER;

    static <V> V roundTrip(Serde<V> serde, V value) {
        return serde.deserializer().deserialize("store", serde.serializer().serialize("store", value));
    }

    static List<PendingState> pending() {
        var all = new ArrayList<PendingState>(List.of(new PendingState.Fine()));
        for (var stage : StartStage.values()) {
            all.add(new PendingState.Waiting(stage, second(1), second(2), false, Some.DIAGNOSIS));
            all.add(new PendingState.Waiting(stage, second(1), second(1), true, Some.DIAGNOSIS));
            all.add(new PendingState.Stuck(stage, second(3), Some.DIAGNOSIS));
        }
        return all;
    }

    static List<LeavingState> leaving() {
        return List.of(
                new LeavingState.Staying(),
                new LeavingState.Leaving(second(1), second(2), second(4)),
                new LeavingState.Stuck(second(3), Some.DIAGNOSIS));
    }

    static List<Restarts> restarts() {
        var containers = Map.of("app", new ContainerTrack(3, 2), "init", new ContainerTrack(0, -1));
        var since = new Streak.Since(second(1), second(2));
        var other = new Streak.Since(second(3), second(4));
        return List.of(
                Restarts.NONE,
                new Restarts(containers, new Streak.None(), new Streak.None()),
                new Restarts(containers, since, new Streak.None()),
                new Restarts(containers, new Streak.None(), other),
                new Restarts(containers, since, other));
    }

    static List<ReadinessState> readiness() {
        return List.of(
                new ReadinessState.Usable(),
                new ReadinessState.Unready(second(1), second(2), true, Some.DIAGNOSIS),
                new ReadinessState.Unready(second(1), second(1), false, Some.DIAGNOSIS),
                new ReadinessState.Stuck(second(3), Some.DIAGNOSIS));
    }

    static List<EndState> ends() {
        return List.of(
                new EndState.Open(),
                new EndState.Evicted(second(1), second(2)),
                new EndState.Failed(Symptom.EVICTED, second(1), second(2)),
                new EndState.Failed(Symptom.POD_FAILED, second(3), second(4)),
                new EndState.Told());
    }

    static List<ContactState> contacts() {
        return List.of(
                ContactState.InTouch.AS_EVER, new ContactState.InTouch(second(5)), new ContactState.Lost(second(6)));
    }

    static Stream<PodTrack> pods() {
        var status = aPod("prod", "cart-1", minute(0))
                .bound("node-1", minute(1))
                .runs(minute(2))
                .restarts(1, "Error", minute(3))
                .isDeleted(minute(5))
                .at(minute(4));
        var followed = new ArrayList<PodTrack>();
        for (var p : pending()) {
            for (var l : leaving()) {
                for (var r : restarts()) {
                    followed.add(new PodTrack.Followed(
                            status, NOTES, r, p, new ReadinessState.Usable(), l, new EndState.Open(), IN_TOUCH, true));
                }
            }
        }
        for (var r : readiness()) {
            for (var e : ends()) {
                for (var c : contacts()) {
                    followed.add(new PodTrack.Followed(
                            aPod("prod", "bare-1", minute(0)).at(minute(0)),
                            new Notes(List.of()),
                            Restarts.NONE,
                            new PendingState.Fine(),
                            r,
                            new LeavingState.Staying(),
                            e,
                            c,
                            false));
                }
            }
        }
        var others = Stream.of(
                new PodTrack.HeardOf(NOTES, second(9)),
                new PodTrack.HeardOf(new Notes(List.of()), second(9)),
                new PodTrack.Departed(second(7)));
        return Stream.concat(followed.stream(), others);
    }

    @Test
    void everyPodComesBack() {
        assertThat(pods())
                .hasSize(3 * 5 * pending().size() + 5 * 4 * 3 + 3)
                .allSatisfy(pod -> assertThat(roundTrip(STORES.pods(), pod)).isEqualTo(pod));
    }

    @Test
    void nothingIsNotKept() {
        assertThatThrownBy(() -> roundTrip(STORES.pods(), new PodTrack.Nothing()))
                .hasStackTraceContaining("nothing is not kept");
        assertThatThrownBy(() -> roundTrip(STORES.controllers(), new ControllerTrack.Nothing()))
                .hasStackTraceContaining("nothing is not kept");
        assertThatThrownBy(() -> roundTrip(STORES.nodeContacts(), new NodeContact.Nothing()))
                .hasStackTraceContaining("nothing is not kept");
    }

    static Stream<Life> lives() {
        return Stream.of(new Life.Ongoing(), new Life.Holding(minute(20)), new Life.Over(minute(30)));
    }

    @ParameterizedTest
    @MethodSource("lives")
    void aWorkloadComesBackWithAllItsFields(Life life) {
        var track = workload(full(Kind.OOM, life), bare(Kind.PENDING, life));
        assertThat(roundTrip(STORES.workloads(), track)).isEqualTo(track);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void anIncidentOfEveryKindComesBack(Kind kind) {
        var track = workload(full(kind, new Life.Ongoing()));
        assertThat(roundTrip(STORES.workloads(), track)).isEqualTo(track);
        assertThat(roundTrip(STORES.incidents(), Some.incident(kind))).isEqualTo(Some.incident(kind));
        assertThat(roundTrip(STORES.incidents(), Some.bareIncident(kind))).isEqualTo(Some.bareIncident(kind));
    }

    @Test
    void membersAndFindingsKeepTheirOrder() {
        var track = workload(full(Kind.OOM, new Life.Ongoing()));
        var back = roundTrip(STORES.workloads(), track).incidents().get(Kind.OOM);
        assertThat(back).isNotNull();
        assertThat(back.members().byUid().keySet())
                .containsExactly("z-FAILING", "y-SUSPECTED", "x-RECOVERED", "w-GONE");
        assertThat(back.findings().byCause().keySet()).containsExactly("Z_LAST_FOUND_FIRST", Some.DIAGNOSIS.cause());
    }

    @Test
    void aWorkloadOfWhichNothingIsKnownComesBack() {
        var track = WorkloadTrack.of(Some.WORKLOAD);
        assertThat(roundTrip(STORES.workloads(), track)).isEqualTo(track);
        var nameless = WorkloadTrack.of(new Workload("prod", "", "", "Pod", "lone"));
        assertThat(roundTrip(STORES.workloads(), nameless)).isEqualTo(nameless);
    }

    @Test
    void aNodeComesBack() {
        var kills = List.of(
                new NodeTrack.Kill(second(1), "uid-1", "cart-1", "prod/shop/Deployment/cart", Some.DIAGNOSIS),
                new NodeTrack.Kill(second(2), "uid-2", "till-1", "prod/shop/Deployment/till", Some.DIAGNOSIS));
        var children = new TreeSet<>(List.of("id-b", "id-a"));
        var lost = new TreeSet<>(List.of("prod/shop/Deployment/till", "prod/shop/Deployment/cart"));
        var told = Some.incident(Kind.OOM);
        var track = new NodeTrack("prod", "node-1", kills, children, lost, "id-c", told, minute(9));
        assertThat(roundTrip(STORES.nodes(), track)).isEqualTo(track);
        var quiet = new NodeTrack("prod", "node-1", List.of(), new TreeSet<>(), new TreeSet<>(), null, null, null);
        assertThat(roundTrip(STORES.nodes(), quiet)).isEqualTo(quiet);
    }

    static Stream<ControllerTrack> controllers() {
        var failing = new Failures("ReplicaSet/cart-5d", Some.WORKLOAD, second(1), second(2), null, NOTES);
        var between = new Failures("Job/nightly", Some.WORKLOAD, second(1), second(2), second(3), new Notes(List.of()));
        return Stream.of(
                new ControllerTrack.Trying(failing, second(60)),
                new ControllerTrack.Trying(between, second(60)),
                new ControllerTrack.Blocked(failing, second(61)),
                new ControllerTrack.Blocked(between, second(61)),
                new ControllerTrack.GaveUp(Some.WORKLOAD, second(4), minute(90)),
                new ControllerTrack.Settled(Some.WORKLOAD, second(4), minute(60)));
    }

    @ParameterizedTest
    @MethodSource("controllers")
    void aControllerComesBack(ControllerTrack track) {
        assertThat(roundTrip(STORES.controllers(), track)).isEqualTo(track);
    }

    static Stream<NodeContact> nodeContacts() {
        var node = new Workload("prod", "uid", "", "Node", "node-1");
        var newest = new Version(17, second(8));
        return Stream.of(
                new NodeContact.Lost(node, second(7), newest),
                new NodeContact.Lost(null, second(7), Version.NONE),
                new NodeContact.Ailing(node, second(7), second(67), Diagnosis.NONE, newest),
                new NodeContact.Well(newest));
    }

    @ParameterizedTest
    @MethodSource("nodeContacts")
    void aNodeComesBack(NodeContact contact) {
        assertThat(roundTrip(STORES.nodeContacts(), contact)).isEqualTo(contact);
    }

    static Stream<FleetNews> news() {
        return Stream.of(
                new FleetNews.Draft(Some.incident(Kind.OOM), "example.com/app:1"),
                new FleetNews.Draft(Some.bareIncident(Kind.PENDING), null),
                new FleetNews.OfNode(Some.kill("cart-1")),
                new FleetNews.OfNode(Some.kill("cart-1").of(new Workload("prod", "", "", "Node", "node-1"))),
                new FleetNews.Times(0, List.of()),
                new FleetNews.Times(
                        7,
                        List.of(
                                new ClusterProgress("prod", minute(1), false),
                                new ClusterProgress("test", minute(2), true, minute(3), minute(1)))));
    }

    @ParameterizedTest
    @MethodSource("news")
    void whatIsPassedToTheFleetComesBack(FleetNews news) {
        assertThat(roundTrip(STORES.news(), news)).isEqualTo(news);
    }

    @ParameterizedTest
    @EnumSource(Thing.class)
    void whatIncidentsHaveInCommonComesBack(Thing thing) {
        var shared = new Shared(Scope.NODE, "prod", "node-1", "SOME_CAUSE", thing, "example.com");
        var children = new TreeMap<String, Child>();
        for (var standing : Group.Standing.values()) {
            children.put("id-" + standing, new Child("prod", "prod/shop/Deployment/cart", second(3), standing));
        }
        var group = new Group(shared, children, Some.incident(Kind.OOM), new Look("prod", minute(4)));
        assertThat(roundTrip(STORES.groups(), group)).isEqualTo(group);
        var ofFleet = new Shared(Scope.FLEET, "", "", "SOME_CAUSE", thing, "");
        var bare = new Group(ofFleet, new TreeMap<>(), null, null);
        assertThat(roundTrip(STORES.groups(), bare)).isEqualTo(bare);
    }

    @Test
    void aSilentClusterComesBack() {
        var silent = new ClusterSilence("prod", Some.bareIncident(Kind.CLUSTER_SILENT), null);
        assertThat(roundTrip(STORES.silences(), silent)).isEqualTo(silent);
        var heard = new ClusterSilence("prod", Some.bareIncident(Kind.CLUSTER_SILENT), minute(7));
        assertThat(roundTrip(STORES.silences(), heard)).isEqualTo(heard);
    }

    @Test
    void theTimeOfAClusterComesBack() {
        var heard = new ClusterTime(minute(3), null, false, 0, List.of());
        assertThat(roundTrip(STORES.clusters(), heard)).isEqualTo(heard);
        var silent = new ClusterTime(
                minute(3), minute(2), true, 7, List.of(new Unseen(Part.EVENTS, Reason.FORBIDDEN, minute(1))));
        assertThat(roundTrip(STORES.clusters(), silent)).isEqualTo(silent);
    }

    private static WorkloadTrack workload(IncidentTrack... incidents) {
        var byKind = new LinkedHashMap<Kind, IncidentTrack>();
        for (var incident : incidents) {
            byKind.put(incident.told().kind(), incident);
        }
        var daily = new DailyCounts(new TreeMap<>(Map.of("20150/app", 3, "20151/app", 4, "20151/proxy", 1)));
        var strikes = Map.of(Kind.RESTART_LOOP, strikes(0), Kind.OOM, strikes(100), Kind.POD_FAILED, strikes(200));
        return new WorkloadTrack(Some.WORKLOAD, strikes, daily, Some.DIAGNOSIS, 5, second(7), byKind);
    }

    /** One of every standing, with and without what may be absent. */
    private static Strikes strikes(int from) {
        var all = new ArrayList<Strike>();
        int at = from;
        for (var standing : Standing.values()) {
            at += 2;
            var pod = new PodRef("uid-" + at, "cart-" + at, "node-" + at);
            all.add(new Strike(second(at), pod, "app", second(at - 1), Duration.ofMillis(1_234), true, standing));
            all.add(new Strike(second(at + 1), new PodRef("u", "p", null), "", second(at), null, false, standing));
        }
        return new Strikes(all);
    }

    private static IncidentTrack full(Kind kind, Life life) {
        var members = new LinkedHashMap<String, Member>();
        char first = 'z';
        for (var standing : Standing.values()) {
            var uid = first-- + "-" + standing;
            var node = standing == Standing.SUSPECTED ? null : "node-1";
            members.put(uid, new Member(new PodRef(uid, "cart-" + first, node), second(first), "CAUSE", standing));
        }
        var findings = new LinkedHashMap<String, io.podtide.detect.cause.Diagnosis>();
        findings.put("Z_LAST_FOUND_FIRST", Some.diagnosis("Z_LAST_FOUND_FIRST"));
        findings.put(Some.DIAGNOSIS.cause(), Some.DIAGNOSIS);
        return new IncidentTrack(
                Some.incident(kind),
                life,
                new Members(members, 6),
                new Findings(findings),
                "app",
                "example.com/app:1",
                Map.of("team", "shop", "tier", "web"),
                5_000_000_000L,
                minute(8),
                Duration.ofMillis(90_001),
                "sooner each time",
                minute(10),
                true);
    }

    private static IncidentTrack bare(Kind kind, Life life) {
        return new IncidentTrack(
                Some.bareIncident(kind),
                life,
                new Members(Map.of(), 0),
                new Findings(Map.of()),
                null,
                null,
                Map.of(),
                0,
                minute(0),
                Duration.ZERO,
                null,
                null,
                false);
    }
}
