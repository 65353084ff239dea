package io.podtide.streams;

import static io.podtide.streams.APod.aPod;
import static io.podtide.streams.Times.minute;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.wire.SymptomRecord;
import io.podtide.wire.topic.Topic;
import io.podtide.wire.topic.Topics;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import org.apache.kafka.common.utils.Bytes;

/** Whatever is on a topic, no stage ends of it, and what comes after it is dealt with. */
class AnyBytesTest {

    private static final int AT_ONCE = 300;

    /** @param bytes of any length, or a record of ours that has suffered */
    record Written(String topic, Bytes bytes) {}

    @Property(tries = 3, seed = "42", edgeCases = EdgeCasesMode.NONE)
    void nothingOnATopicEndsTheStreams(@ForAll("written") List<Written> written) throws IOException {
        go(written);
    }

    @Tag("nightly")
    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void nothingAtAllOnATopicEndsTheStreams(@ForAll("written") List<Written> written) throws IOException {
        go(written);
    }

    private static void go(List<Written> written) throws IOException {
        try (var pipeline = DrivenPipeline.passing(1)) {
            for (var record : written) {
                pipeline.takes(
                        record.topic(),
                        "prod/cart-1-uid".getBytes(UTF_8),
                        record.bytes().get());
            }
            pipeline.incidents();
            pipeline.deadLetters();
            var last =
                    aPod("last", "pay-1", minute(0)).bound("node-1", minute(0)).runs(minute(0));
            pipeline.observes(last.at(minute(0)));
            for (int i = 1; i <= 3; i++) {
                pipeline.observes(last.restarts(1, "Error", minute(i)).at(minute(i)));
            }
            assertThat(pipeline.incidents())
                    .filteredOn(i -> i.cluster().equals("last"))
                    .hasSize(1);
            pipeline.deadLetters();
        }
    }

    @Provide
    Arbitrary<List<Written>> written() {
        var topics = Arbitraries.of(
                Topics.POD_STATUS,
                Topics.KUBE_EVENTS,
                Topics.NODE_STATUS,
                Topics.CLUSTER_CLOCK,
                Topics.SYMPTOMS,
                Topics.RULES);
        var any = Combinators.combine(
                        topics, Arbitraries.bytes().array(byte[].class).ofMaxSize(200))
                .as((topic, bytes) -> new Written(topic, Bytes.wrap(bytes)));
        var suffered = Combinators.combine(Arbitraries.of(samples().entrySet()), Arbitraries.longs())
                .as((sample, seed) -> new Written(sample.getKey(), Bytes.wrap(suffered(sample.getValue(), seed))));
        return Arbitraries.frequencyOf(Tuple.of(1, any), Tuple.of(9, suffered))
                .list()
                .ofSize(AT_ONCE);
    }

    /** A byte or more is another, is missing, is there twice; lengths may say anything then. */
    private static byte[] suffered(byte[] whole, long seed) {
        var random = new Random(seed);
        var bytes = whole.clone();
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(5)), (byte) 0xff);
                case 3 -> bytes = Arrays.copyOf(bytes, at + 1);
                default -> {
                    var other = Arrays.copyOf(bytes, bytes.length + 1);
                    System.arraycopy(bytes, at, other, at + 1, bytes.length - at);
                    bytes = other;
                }
            }
        }
        return bytes;
    }

    private static Map<String, byte[]> samples() {
        var topics = DrivenPipeline.TOPICS;
        var pod = aPod("prod", "cart-1", minute(0)).bound("node-1", minute(0)).runs(minute(0));
        return Map.of(
                Topics.POD_STATUS,
                        bytes(
                                topics.podStatus(),
                                pod.restarts(1, "Error", minute(1)).at(minute(1))),
                Topics.KUBE_EVENTS, bytes(topics.kubeEvents(), pod.warned("BackOff", "Back-off", minute(1))),
                Topics.CLUSTER_CLOCK,
                        bytes(topics.clusterClock(), new ClusterClock("prod", minute(2), Mark.SYNCED, minute(1))),
                Topics.SYMPTOMS, bytes(topics.symptoms(), new SymptomRecord.OfPod(Some.kill("cart-1"))),
                Topics.RULES,
                        "rules: {oom: {kills: 2, within: 1h}}\noverrides: [{match: {namespace: a*}, off: [oom]}]"
                                .getBytes(UTF_8));
    }

    private static <V> byte[] bytes(Topic<String, V> topic, V value) {
        return topic.valueSerde().serializer().serialize(topic.name(), value);
    }
}
