package io.podtide.ingest.recording;

import static io.podtide.ingest.recording.Recordings.event;
import static io.podtide.ingest.recording.Recordings.namespace;
import static io.podtide.ingest.recording.Recordings.node;
import static io.podtide.ingest.recording.Recordings.pod;
import static io.podtide.ingest.recording.Recordings.reader;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodStatus;
import io.podtide.ingest.kube.RoutingLabels;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingPlayerTest {

    private static final String ERROR = """
            {"observedAt":"2026-11-21T12:00:05Z","cluster":"prod-1","type":"ERROR","object":{"kind":"Status","code":410}}
            """;

    private final List<String> bad = new ArrayList<>();

    @Test
    void heartbeatsStandAtEveryFullTenSeconds() throws IOException {
        assertThat(play(pod("12:00:03", "ADDED", "a") + pod("12:00:27", "MODIFIED", "a") + namespace("12:00:30")))
                .containsExactly(
                        "12:00:03 a CHANGED",
                        "12:00:10 HEARTBEAT prod-1",
                        "12:00:20 HEARTBEAT prod-1",
                        "12:00:27 a CHANGED",
                        "12:00:30 HEARTBEAT prod-1",
                        "12:00:30 HEARTBEAT prod-1");
    }

    @Test
    void timeJumpsOverAPauseOfHours() throws IOException {
        assertThat(play(pod("12:00:03", "ADDED", "a") + pod("15:00:07", "MODIFIED", "a")))
                .containsExactly(
                        "12:00:03 a CHANGED",
                        "15:00 HEARTBEAT prod-1",
                        "15:00:07 a CHANGED",
                        "15:00:07 HEARTBEAT prod-1");
    }

    @Test
    void aClockThatWasSetBackBringsNoHeartbeats() throws IOException {
        assertThat(play(pod("12:00:31", "ADDED", "a")
                        + pod("12:00:05", "MODIFIED", "a")
                        + pod("12:00:32", "MODIFIED", "a")))
                .containsExactly(
                        "12:00:31 a CHANGED", "12:00:05 a CHANGED", "12:00:32 a CHANGED", "12:00:32 HEARTBEAT prod-1");
    }

    @Test
    void podsThatWereThereBeforeComeInAList() throws IOException {
        assertThat(play(pod("12:00:01", "c", "ADDED", "old", "11:59:00")
                        + pod("12:00:01", "c", "ADDED", "new", "11:59:01")
                        + pod("12:00:02", "c", "DELETED", "old", "11:59:00")))
                .containsExactly(
                        "12:00:01 GAP_STARTED c",
                        "12:00:01 old LISTED",
                        "12:00:01 new LISTED",
                        "12:00:01 GAP_ENDED c",
                        "12:00:02 old DELETED",
                        "12:00:02 HEARTBEAT c");
    }

    @Test
    void whatIsAddedAgainIsAListAndTheSilenceBeforeItAGap() throws IOException {
        assertThat(play(pod("12:00:03", "ADDED", "a")
                        + pod("12:00:04", "ADDED", "gone")
                        + node("12:00:35", "ADDED", "n", "11:00:00")
                        + pod("12:01:05", "ADDED", "a")
                        + pod("12:01:05", "ADDED", "other")
                        + pod("12:01:08", "MODIFIED", "a")))
                .containsExactly(
                        "12:00:03 a CHANGED",
                        "12:00:04 gone CHANGED",
                        "12:00:10 HEARTBEAT prod-1",
                        "12:00:20 HEARTBEAT prod-1",
                        "12:00:30 HEARTBEAT prod-1",
                        "12:00:35 node n LISTED",
                        "12:00:35 GAP_STARTED prod-1",
                        "12:01:05 a LISTED",
                        "12:01:05 other LISTED",
                        "12:01:05 gone DELETED",
                        "12:01:05 GAP_ENDED prod-1",
                        "12:01:08 a CHANGED",
                        "12:01:08 HEARTBEAT prod-1");
    }

    @Test
    void aWatchThatBrokeLeavesAGapUntilPodsAreListed() throws IOException {
        assertThat(play(pod("12:00:03", "ADDED", "a")
                        + ERROR
                        + node("12:00:35", "ADDED", "n", "11:00:00")
                        + node("12:01:05", "ADDED", "n", "11:00:00")
                        + pod("12:01:15", "ADDED", "a")
                        + pod("12:01:18", "MODIFIED", "a")))
                .containsExactly(
                        "12:00:03 a CHANGED",
                        "12:00:05 GAP_STARTED prod-1",
                        "12:00:35 node n LISTED",
                        "12:01:05 node n LISTED",
                        "12:01:15 a LISTED",
                        "12:01:15 GAP_ENDED prod-1",
                        "12:01:18 a CHANGED",
                        "12:01:18 HEARTBEAT prod-1");
    }

    @Test
    void orUntilTheyGoOnToChangeWithoutAList() throws IOException {
        assertThat(play(pod("12:00:03", "ADDED", "a")
                        + ERROR
                        + pod("12:00:25", "MODIFIED", "a")
                        + node("12:00:31", "ADDED", "n", "11:00:00")))
                .containsExactly(
                        "12:00:03 a CHANGED",
                        "12:00:05 GAP_STARTED prod-1",
                        "12:00:25 a CHANGED",
                        "12:00:25 GAP_ENDED prod-1",
                        "12:00:30 HEARTBEAT prod-1",
                        "12:00:31 node n LISTED",
                        "12:00:31 HEARTBEAT prod-1");
    }

    @Test
    void oneThatBreaksWhilePodsAreListedEndsNoList() throws IOException {
        assertThat(play(pod("12:00:01", "ADDED", "a")
                        + pod("12:00:01", "ADDED", "b")
                        + pod("12:00:04", "ADDED", "a")
                        + ERROR
                        + pod("12:00:06", "ADDED", "b")))
                .contains("12:00:04 a LISTED", "12:00:06 b LISTED")
                .noneMatch(line -> line.endsWith("DELETED"));
    }

    @Test
    void aPodThatIsNewShowsThatTheyAreSeen() throws IOException {
        assertThat(play(pod("12:00:03", "ADDED", "a")
                        + ERROR
                        + pod("12:00:25", "ADDED", "b")
                        + node("12:00:31", "ADDED", "n", "11:00:00")))
                .contains("12:00:25 b CHANGED", "12:00:25 GAP_ENDED prod-1");
    }

    @Test
    void aWatchThatHasNoPodsBreaksForItself() throws IOException {
        assertThat(play(node("12:00:03", "ADDED", "n", "11:00:00") + ERROR + namespace("12:00:10")))
                .containsExactly("12:00:03 node n LISTED", "12:00:10 HEARTBEAT prod-1", "12:00:10 HEARTBEAT prod-1");
    }

    @Test
    void aListThatHasNoPodsLeftIsOneAllTheSame() throws IOException {
        assertThat(play(node("12:00:01", "ADDED", "n", "11:00:00")
                        + namespace("12:00:01").replace("MODIFIED", "ADDED")
                        + pod("12:00:03", "ADDED", "gone")
                        + node("12:00:27", "ADDED", "n", "11:00:00")
                        + namespace("12:00:27").replace("MODIFIED", "ADDED")))
                .containsExactly(
                        "12:00:01 node n LISTED",
                        "12:00:03 gone CHANGED",
                        "12:00:03 GAP_STARTED prod-1",
                        "12:00:27 node n LISTED",
                        "12:00:27 gone DELETED",
                        "12:00:27 GAP_ENDED prod-1",
                        "12:00:27 HEARTBEAT prod-1");
    }

    @Test
    void aNodeThatIsToldAgainIsNoList() throws IOException {
        assertThat(play(node("12:00:01", "ADDED", "n", "11:00:00")
                        + pod("12:00:03", "ADDED", "a")
                        + node("12:00:09", "ADDED", "n", "11:00:00")))
                .containsExactly(
                        "12:00:01 node n LISTED",
                        "12:00:03 a CHANGED",
                        "12:00:09 node n LISTED",
                        "12:00:09 HEARTBEAT prod-1");
    }

    @Test
    void aLineThatIsThereTwiceIsNoList() throws IOException {
        var line = pod("12:00:03", "ADDED", "a");

        assertThat(play(line + line))
                .containsExactly("12:00:03 a CHANGED", "12:00:03 a CHANGED", "12:00:03 HEARTBEAT prod-1");
    }

    @Test
    void aDeletedEventIsNoNews() throws IOException {
        assertThat(play(event("12:00:01", "ADDED", "e") + event("12:00:02", "DELETED", "e")))
                .containsExactly("12:00:01 event", "12:00:02 HEARTBEAT prod-1");
    }

    @Test
    void nodesArePlayedEachStateAsItStands() throws IOException {
        assertThat(play(node("12:00:01", "ADDED", "old", "11:00:00")
                        + node("12:00:02", "ADDED", "new", "12:00:02")
                        + node("12:00:03", "MODIFIED", "old", "11:00:00")
                        + node("12:00:04", "MODIFIED", "old", "11:00:00")
                        + node("12:00:05", "DELETED", "old", "11:00:00")))
                .containsExactly(
                        "12:00:01 node old LISTED",
                        "12:00:02 node new CHANGED",
                        "12:00:03 node old CHANGED",
                        "12:00:04 node old CHANGED",
                        "12:00:05 node old DELETED",
                        "12:00:05 HEARTBEAT prod-1");
    }

    @Test
    void severalRecordingsAreMergedByTime() throws IOException {
        assertThat(play(
                        pod("12:00:01", "a", "ADDED", "p", "12:00:01")
                                + pod("12:00:13", "a", "MODIFIED", "p", "12:00:01"),
                        pod("12:00:01", "b", "ADDED", "q", "12:00:01")
                                + pod("12:00:02", "b", "MODIFIED", "q", "12:00:01")))
                .containsExactly(
                        "12:00:01 p CHANGED",
                        "12:00:01 q CHANGED",
                        "12:00:02 q CHANGED",
                        "12:00:10 HEARTBEAT a",
                        "12:00:13 p CHANGED",
                        "12:00:13 HEARTBEAT a",
                        "12:00:02 HEARTBEAT b");
    }

    @Test
    void aPodThatCannotBeUsedIsABadLine() throws IOException {
        var noUid = pod("12:00:01", "ADDED", "a").replace("uid-a", "");

        assertThat(play(pod("12:00:00", "ADDED", "b") + noUid))
                .containsExactly("12:00 b CHANGED", "12:00:01 HEARTBEAT prod-1");
        assertThat(bad).containsExactly("test.jsonl:2: Pod a: metadata.uid or metadata.name is missing");
    }

    @Test
    void aRealCrashLoopIsPlayedWhole() throws IOException {
        var name = "/recordings/a01-exit1-crashloop.jsonl.gz";
        var reader = reader(RecordingPlayerTest.class.getResourceAsStream(name), line -> bad.add(line.display()));

        var observations = play(List.of(reader));

        assertThat(bad).isEmpty();
        assertThat(observations.stream().collect(groupingBy(o -> o.getClass().getSimpleName(), counting())))
                .containsOnly(
                        entry("PodStatus", 75L),
                        entry("KubeEvent", 92L),
                        entry("NodeStatus", 11L),
                        entry("ClusterClock", 56L));
        assertThat(observations).extracting(Observation::cluster).containsOnly("real-k8s-1");
        assertThat(observations).extracting(Observation::observedAt).isSorted();
    }

    private List<String> play(String... recordings) throws IOException {
        var readers = new ArrayList<RecordingReader>();
        for (var text : recordings) {
            readers.add(reader(text, line -> bad.add(line.display())));
        }
        return play(readers).stream().map(RecordingPlayerTest::show).toList();
    }

    private static List<Observation> play(List<RecordingReader> readers) throws IOException {
        var played = new ArrayList<Observation>();
        try (var player = new RecordingPlayer(readers, RoutingLabels.DEFAULT)) {
            player.forEachRemaining(played::add);
        }
        return played;
    }

    private static String show(Observation seen) {
        var time = seen.observedAt().atOffset(ZoneOffset.UTC).toLocalTime() + " ";
        if (seen instanceof PodStatus pod) {
            return time + pod.name() + ' ' + pod.delivery();
        }
        if (seen instanceof NodeStatus node) {
            return time + "node " + node.name() + ' ' + node.delivery();
        }
        return seen instanceof KubeEvent ? time + "event" : time + ((ClusterClock) seen).mark() + ' ' + seen.cluster();
    }
}
