package io.podtide.ingest.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.ingest.kube.Cluster;
import io.podtide.ingest.kube.RoutingLabels;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotReaderTest {

    private static final String POD =
            "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"%s\",\"uid\":\"%s\",\"resourceVersion\":\"%d\"}}";

    @TempDir
    Path folder;

    private final List<String> bad = new ArrayList<>();
    private final SnapshotReader reader =
            new SnapshotReader(Cluster.named("prod-1"), RoutingLabels.DEFAULT, line -> bad.add(line.display()));

    @Test
    void aListAsKubectlPrintsIt() throws IOException {
        read("""
                {
                    "apiVersion": "v1",
                    "items": [
                        {"kind": "Pod", "metadata": {"name": "web", "uid": "u1", "creationTimestamp": "2026-11-21T11:00:00Z"}},
                        {"kind": "Event", "metadata": {"name": "late", "uid": "u2"}, "involvedObject": {"kind": "Pod"},
                         "lastTimestamp": "2026-11-21T11:30:00Z"},
                        {"kind": "Event", "metadata": {"name": "early", "uid": "u3"}, "involvedObject": {"kind": "Pod"},
                         "lastTimestamp": "2026-11-21T11:10:00Z"}
                    ],
                    "kind": "List"
                }
                """);

        var snapshot = reader.take(null);

        assertThat(snapshot.observedAt()).isEqualTo("2026-11-21T11:30:00Z");
        assertThat(names(snapshot)).containsExactly("u3", "u2", "web");
        assertThat(snapshot.observations())
                .extracting(Observation::observedAt)
                .containsOnly(Instant.parse("2026-11-21T11:30:00Z"));
        assertThat(((PodStatus) snapshot.observations().get(2)).delivery()).isEqualTo(Delivery.LISTED);
        assertThat(bad).isEmpty();
    }

    @Test
    void aListWithAnItemALine() throws IOException {
        read("{\"kind\": \"List\", \"items\": [\n" + POD.formatted("a", "u1", 1) + ",\n" + POD.formatted("b", "u2", 1)
                + " ,\n\n" + POD.formatted("c", "u3", 1) + "\n]}\n" + POD.formatted("d", "u4", 1));

        assertThat(names(reader.take(null))).containsExactly("a", "b", "c", "d");
        assertThat(bad).isEmpty();
    }

    @Test
    void yamlDocuments() throws IOException {
        read("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: one
                  uid: u1
                  creationTimestamp: 2018-12-02T09:19:36Z
                ---
                apiVersion: v1
                kind: List
                items:
                - kind: Pod
                  metadata: {name: two, uid: u2}
                  status:
                    message: |
                      --- in the middle
                ---
                kind: Pod
                metadata: {name: broken, uid: [
                ---
                kind: Pod
                metadata:
                  name: three
                  uid: u3
                """);

        var snapshot = reader.take(null);

        assertThat(names(snapshot)).containsExactly("one", "two", "three");
        assertThat(snapshot.observedAt()).isEqualTo("2018-12-02T09:19:36Z");
        assertThat(bad).singleElement().asString().startsWith("test:18: cannot be parsed at column");
    }

    @Test
    void jsonLinesWithABadOne() throws IOException {
        read(POD.formatted("a", "u1", 1) + "\n{\"kind\":\n" + POD.formatted("b", "u2", 1)
                + POD.formatted("c", "u3", 1));

        assertThat(names(reader.take(null))).containsExactly("a", "b", "c");
        assertThat(bad).containsExactly("test:2: ends in the middle of an object");
    }

    @Test
    void aFolderWithAllThatIsBelow() throws IOException {
        Files.createDirectories(folder.resolve("cluster-resources/pods"));
        Files.writeString(folder.resolve("cluster-resources/pods/shop.json"), "[" + POD.formatted("a", "u1", 1) + "]");
        Files.write(folder.resolve("cluster-resources/more.yaml.gz"), Recordings.gzip(POD.formatted("b", "u2", 1)));
        Files.writeString(folder.resolve("cluster-resources/nodes.json"), """
                {"kind":"Node","metadata":{"name":"n"},"status":{"conditions":[{"lastHeartbeatTime":"2026-11-21T12:00:00Z"}]}}""");
        Files.writeString(
                folder.resolve("analysis.json"), "{\"name\":\"x\",\"involvedObject\":{\"kind\":\"Pod\"},\"source\":7}");
        Files.writeString(folder.resolve("notes.txt"), POD.formatted("c", "u3", 1));

        reader.read(folder);

        var snapshot = reader.take(null);
        assertThat(names(snapshot)).containsExactly("n", "b", "a");
        assertThat(snapshot.observedAt()).isEqualTo("2026-11-21T12:00:00Z");
        assertThat(bad).isEmpty();
    }

    @Test
    void anObjectInTwoFilesCountsOnceInItsNewestVersion() throws IOException {
        read(POD.formatted("newer", "u1", 10));
        read(POD.formatted("older", "u1", 9));

        assertThat(names(reader.take(null))).containsExactly("newer");
    }

    @Test
    void theTimeMayBeGiven() throws IOException {
        read(POD.formatted("a", "u1", 1));

        var at = Instant.parse("2026-11-21T12:00:00.123456Z");
        assertThat(reader.take(at).observations())
                .extracting(Observation::observedAt)
                .containsExactly(Instant.parse("2026-11-21T12:00:00.123Z"));
        assertThat(reader.take(null).observedAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void whatCannotBeUsedIsNamed() throws IOException {
        reader.read(folder.resolve("missing.json"));
        read("{\"kind\":\"Pod\",\"metadata\":{\"namespace\":\"shop\"}}");
        read("a.json" + "\0".repeat(251) + "ustar\0" + "\0".repeat(800));
        read("{\"kind\":\"Table\",\"rows\":[{\"cells\":[\"web\"]}]}");
        read("NAME   READY   STATUS\nweb    1/1     Running\n");
        read("Name:         web\nNamespace:    shop\n");
        reader.take(null);

        assertThat(bad)
                .containsExactly(
                        folder.resolve("missing.json") + ": does not exist",
                        "test: the archive breaks off",
                        "test: is a Table without statuses: get the objects with -o json or -o yaml",
                        "test: is text for people: get the objects with -o json or -o yaml",
                        "test: is text for people: get the objects with -o json or -o yaml",
                        "test:1: Pod shop/: metadata.uid or metadata.name is missing");
    }

    @Test
    void ofAWatchOnlyTheEndCounts() throws IOException {
        read("""
                {"observedAt":"2026-11-21T12:00:00Z","type":"ADDED","object":%s}
                {"observedAt":"2026-11-21T12:00:01Z","type":"ADDED","object":%s}
                {"observedAt":"2026-11-21T12:00:02Z","type":"MODIFIED","object":%s}
                {"observedAt":"2026-11-21T12:00:03Z","type":"DELETED","object":%s}
                """.formatted(
                        POD.formatted("a", "u1", 1),
                        POD.formatted("b", "u2", 2),
                        POD.formatted("a2", "u1", 3),
                        POD.formatted("b", "u2", 4)));

        var snapshot = reader.take(null);

        assertThat(names(snapshot)).containsExactly("a2");
        assertThat(reader.saysWhen()).isTrue();
        assertThat(snapshot.observedAt()).isEqualTo("2026-11-21T12:00:03Z");
        assertThat(bad)
                .containsExactly("test: is a recording of a watch: only how it ends is looked at; replay plays it");
    }

    @Test
    void whereUidsWereTakenAwayNamesTellWhatBelongsTogether() throws IOException {
        read("""
                {"kind":"List","items":[
                  {"kind":"Event","metadata":{"name":"e1","namespace":"shop"},
                   "involvedObject":{"kind":"Pod","namespace":"shop","name":"web","uid":"gone"}},
                  {"kind":"Pod","metadata":{"name":"web","namespace":"shop"}}]}
                """);

        var seen = reader.take(null).observations();

        assertThat(((KubeEvent) seen.get(0)).key()).isEqualTo(((PodStatus) seen.get(1)).key());
        assertThat(bad).isEmpty();
    }

    @Test
    void theKubeletKnowsAStaticPodByTheHashOfItsFile() throws IOException {
        read("""
                {"kind":"List","items":[
                  {"kind":"Event","metadata":{"name":"e1","namespace":"kube-system","uid":"e1"},
                   "involvedObject":{"kind":"Pod","namespace":"kube-system","name":"etcd-a","uid":"0f8e"}},
                  {"kind":"Event","metadata":{"name":"e2","namespace":"kube-system","uid":"e2"},
                   "involvedObject":{"kind":"Pod","namespace":"kube-system","name":"etcd-a","uid":"older"}},
                  {"kind":"Pod","metadata":{"name":"etcd-a","namespace":"kube-system","uid":"u1",
                   "annotations":{"kubernetes.io/config.hash":"0f8e","kubernetes.io/config.mirror":"0f8e"}}},
                  {"kind":"Pod","metadata":{"name":"etcd-b","namespace":"kube-system","uid":"u2",
                   "annotations":{"kubernetes.io/config.hash":"0f8e","kubernetes.io/config.mirror":"0f8e"}}}]}
                """);

        assertThat(reader.take(null).observations())
                .map(seen -> seen.key())
                .containsExactly("prod-1/u1", "prod-1/older", "prod-1/u1", "prod-1/u2");
        assertThat(bad).isEmpty();
    }

    @Test
    void anArchiveWithAllThatIsInIt() throws Exception {
        Files.createDirectories(folder.resolve("in/bundle/" + "deep/".repeat(30)));
        Files.writeString(folder.resolve("in/bundle/pods.json"), POD.formatted("a", "u1", 1));
        Files.writeString(
                folder.resolve("in/bundle/" + "deep/".repeat(30) + "more.yaml"),
                "kind: Pod\nmetadata: {name: b, uid: u2}\n");
        Files.writeString(folder.resolve("in/bundle/app.log"), "{");
        var tar = new ProcessBuilder("tar", "-czf", "bundle.tar.gz", "-C", "in", "bundle");
        assumeTrue(tar.directory(folder.toFile()).start().waitFor() == 0, "no tar to make an archive with");

        reader.read(folder.resolve("bundle.tar.gz"));

        assertThat(names(reader.take(null))).containsExactlyInAnyOrder("a", "b");
        assertThat(bad).isEmpty();
    }

    private void read(String text) throws IOException {
        reader.read("test", new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private static List<String> names(Snapshot snapshot) {
        return snapshot.observations().stream()
                .map(seen -> seen instanceof PodStatus pod
                        ? pod.name()
                        : seen instanceof NodeStatus node ? node.name() : ((KubeEvent) seen).uid())
                .toList();
    }
}
