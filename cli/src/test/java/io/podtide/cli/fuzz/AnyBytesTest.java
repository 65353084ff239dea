package io.podtide.cli.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.podtide.detect.rule.RuleBook;
import io.podtide.ingest.kube.Cluster;
import io.podtide.ingest.kube.RoutingLabels;
import io.podtide.ingest.kube.WatchEventDecoder;
import io.podtide.ingest.recording.RecordingPlayer;
import io.podtide.ingest.recording.RecordingReader;
import io.podtide.ingest.recording.SnapshotReader;
import io.podtide.rules.CatalogueReader;
import io.podtide.rules.Causes;
import io.podtide.rules.RuleSets;
import io.podtide.rules.RulesReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;

/** No bytes end a process: not as a line of a watch, a list, a recording or a snapshot, nor as rules or causes. */
class AnyBytesTest {

    private static final int MANY = 20_000;

    private static final String POD = """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"a-1","namespace":"shop","uid":"u1","resourceVersion":"7",\
            "creationTimestamp":"2026-11-21T00:00:00Z","labels":{"app":"a"},"ownerReferences":[{"kind":"ReplicaSet",\
            "name":"a-5d","controller":true}]},"spec":{"nodeName":"n1","containers":[{"name":"app","resources":{"limits":\
            {"memory":"64Mi"}},"readinessProbe":{"periodSeconds":10}}]},"status":{"phase":"Running","conditions":[{"type":\
            "Ready","status":"False","lastTransitionTime":"2026-11-21T00:00:05Z"}],"containerStatuses":[{"name":"app",\
            "restartCount":3,"state":{"waiting":{"reason":"CrashLoopBackOff"}},"lastState":{"terminated":{"exitCode":1}}}]}}""";

    private static final String LINE =
            "{\"observedAt\":\"2026-11-21T00:01:00Z\",\"cluster\":\"c\",\"type\":\"ADDED\",\"object\":" + POD + "}\n";

    private static final String RULES = """
            rules:
              restart-loop: {restarts: 3, within: 10m}
              pending: &p {image: 2m, unschedulable: 5m}
            overrides:
              - match: {cluster: "prod-*", labels: {tier: nightly}}
                off: [restart-loop]
            mutes:
              - {match: {namespace: a}, until: 2027-01-31T00:00:00Z, owner: o, reason: "r"}
            """;

    private static final String CAUSES = """
            causes:
              - id: LICENCE_EXPIRED
                stages: [running]
                signs:
                  - {reason: 'Failed', message: 'licence (?<which>\\S+) expired'}
                explanation: The licence {which} has expired.
                remedy: kubectl get pods -n {namespace}
                source: none
            """;

    private static final List<String> SAMPLES = List.of(
            POD,
            LINE.repeat(3),
            "{\"kind\":\"PodList\",\"metadata\":{\"resourceVersion\":\"9\"},\"items\":[" + POD + "]}",
            "kind: Pod\nmetadata: {name: a, uid: u}\nstatus:\n  phase: Pending\n---\nkind: List\nitems: []\n",
            RULES,
            CAUSES);

    @Property(tries = 600, seed = "42", edgeCases = EdgeCasesMode.NONE)
    void whateverIsReadIsReadToItsEnd(@ForAll("bytes") byte[] bytes) {
        readAsAnything(bytes);
    }

    @Tag("nightly")
    @Property(tries = 30_000, edgeCases = EdgeCasesMode.NONE)
    void whateverAtAllIsReadIsReadToItsEnd(@ForAll("bytes") byte[] bytes) {
        readAsAnything(bytes);
    }

    @Property(tries = 6, seed = "42", edgeCases = EdgeCasesMode.NONE)
    void depthIsNoWayOut(@ForAll("deep") byte[] bytes) {
        readAsAnything(bytes);
    }

    private static void readAsAnything(byte[] bytes) {
        assertThatCode(() -> {
                    WatchEventDecoder.decode(bytes, event -> {}, (line, problem) -> {});
                    recording(bytes);
                    recording(zipped(bytes));
                    snapshot("it.json", bytes);
                    snapshot("it.yaml", bytes);
                    snapshot("it.tar.gz", zipped(bytes));
                    RulesReader.read(bytes);
                    new RuleSets(RuleBook.DEFAULTS).put("default", bytes);
                    CatalogueReader.read(new String(bytes, UTF_8), Causes.builtIn());
                })
                .doesNotThrowAnyException();
    }

    private static void recording(byte[] bytes) throws IOException {
        RecordingReader reader;
        try {
            reader = new RecordingReader("it", new ByteArrayInputStream(bytes), "c", bad -> {});
        } catch (IOException e) {
            return; // said in a line, with its name
        }
        try (var player = new RecordingPlayer(List.of(reader), RoutingLabels.DEFAULT)) {
            player.forEachRemaining(observation -> {});
        }
    }

    private static void snapshot(String name, byte[] bytes) {
        var reader = new SnapshotReader(Cluster.named("c"), RoutingLabels.DEFAULT, bad -> {});
        try {
            reader.read(name, new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            return;
        }
        reader.take(null);
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        var any = Arbitraries.bytes().array(byte[].class).ofMaxSize(400);
        var suffered = Arbitraries.longs().map(AnyBytesTest::suffered);
        return Arbitraries.frequencyOf(Tuple.of(1, any), Tuple.of(6, suffered));
    }

    @Provide
    Arbitrary<byte[]> deep() {
        return Arbitraries.of("[", "{\"a\":", "- ", "{a: ", "&a [*a, ", "!!a ")
                .map(piece -> piece.repeat(MANY).getBytes(UTF_8));
    }

    /** A sample with pieces cut out, doubled, moved and spoilt. */
    private static byte[] suffered(long seed) {
        var random = new Random(seed);
        var bytes = SAMPLES.get(random.nextInt(SAMPLES.size())).getBytes(UTF_8);
        for (int i = random.nextInt(8); i >= 0; i--) {
            int from = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, from + 1 + random.nextInt(20));
            var piece = Arrays.copyOfRange(bytes, from, to);
            bytes = switch (random.nextInt(4)) {
                case 0 -> put(bytes, from, to, new byte[0]);
                case 1 -> put(bytes, from, from, piece);
                case 2 -> put(bytes, from, from + 1, new byte[] {(byte) random.nextInt(256)});
                default -> {
                    int at = random.nextInt(bytes.length);
                    yield put(bytes, at, at, piece);
                }
            };
            bytes = bytes.length == 0 ? piece : bytes;
        }
        return bytes;
    }

    private static byte[] put(byte[] bytes, int from, int to, byte[] piece) {
        var out = new byte[bytes.length - (to - from) + piece.length];
        System.arraycopy(bytes, 0, out, 0, from);
        System.arraycopy(piece, 0, out, from, piece.length);
        System.arraycopy(bytes, to, out, from + piece.length, bytes.length - to);
        return out;
    }
}
