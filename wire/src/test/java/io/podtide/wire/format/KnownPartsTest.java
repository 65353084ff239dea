package io.podtide.wire.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownPartsTest {

    private static final AvroPart<List<String>> PAIR =
            new AvroPart<>(in -> in.passTexts(2), in -> List.of(in.word(), in.text()));
    private static final AvroPart<List<String>> TURNED =
            new AvroPart<>(in -> in.passTexts(2), in -> in.each(AvroInput::word));

    private final AvroInput in = new AvroInput();

    private String read(String text) {
        return in.begin(bytes(text), 0).word();
    }

    /** As Avro writes them. */
    private static byte[] bytes(String... texts) {
        var out = new AvroOutput();
        out.begin(new byte[0]);
        for (var text : texts) {
            out.text(text);
        }
        return out.end();
    }

    @Test
    void aWordThatComesAgainIsTheSameObject() {
        assertThat(read("kubelet")).isEqualTo("kubelet").isSameAs(read("kubelet"));
        assertThat(read("")).isEmpty();
        assertThat(read("größer als 8 Byte")).isEqualTo("größer als 8 Byte");
        assertThat(read("größer als 8 Byte")).isEqualTo("größer als 8 Byte");
    }

    @Test
    void aMessageIsNotKept() {
        var message = "0/4 nodes are available: 1 node(s) had untolerated taint(s), 3 Insufficient cpu. ".repeat(2);

        assertThat(read(message)).isEqualTo(message).isNotSameAs(read(message));
    }

    /** More of them than there are places, of all lengths, and many that differ in one byte only. */
    @Test
    void noWordIsTakenForAnother() {
        var random = new Random(20_261_122);
        for (int i = 0; i < 200_000; i++) {
            var text = "x".repeat(random.nextInt(64)) + (char) ('a' + random.nextInt(26)) + random.nextInt(50);
            assertThat(read(text)).isEqualTo(text);
        }
    }

    /** Two of which the hash is the same. */
    @Test
    void theHashAloneIsNotBelieved() {
        var one = "aaaaaaaabbbbbbbb".getBytes(StandardCharsets.UTF_8);
        var other = HexFormat.of().parseHex("61616161616161016262620262626202");
        long hash = KnownParts.hash(one, 0, one.length);
        assertThat(KnownParts.hash(other, 0, other.length)).isEqualTo(hash);
        var parts = new KnownParts();
        parts.keep(PAIR, hash, one, 0, one.length, List.of("one"));

        assertThat(parts.find(PAIR, hash, one, 0, one.length)).containsExactly("one");
        assertThat(parts.find(PAIR, hash, other, 0, other.length)).isNull();
        parts.keep(PAIR, hash, other, 0, other.length, List.of("other"));
        assertThat(parts.find(PAIR, hash, one, 0, one.length)).isNull();
    }

    @Test
    void aPartThatComesAgainIsTheSameObjectWhereverItStands() {
        var first = in.begin(bytes("<", "Deployment", "web", ">"), 2).known(PAIR);

        var again = in.begin(bytes("Deployment", "web", "cart"), 0);

        assertThat(first).containsExactly("Deployment", "web");
        assertThat(again.known(PAIR)).isSameAs(first);
        assertThat(again.text()).as("what comes behind it").isEqualTo("cart");
    }

    @Test
    void aPartThatIsTooLongIsMadeEachTime() {
        var bytes = bytes("Job", "x".repeat(600), "behind");

        assertThat(in.begin(bytes, 0).known(PAIR)).isEqualTo(List.of("Job", "x".repeat(600)));
        assertThat(in.text()).isEqualTo("behind");
    }

    @Test
    void theSameBytesAreAnotherThingInAnotherPlace() {
        var bytes = new byte[] {2, 'a', 0
        }; // two texts, "a" and ""; or a list of one, 'a' being the length of too long a text

        assertThat(in.begin(bytes, 0).known(PAIR)).containsExactly("a", "");
        assertThatThrownBy(() -> in.begin(bytes, 0).known(TURNED)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void bytesThatEndTooSoonAreRefused() {
        var bytes = bytes("Deployment", "web");

        assertThatThrownBy(() ->
                        in.begin(Arrays.copyOf(bytes, bytes.length - 1), 0).known(PAIR))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> in.begin(new byte[] {2, 2, 'a', 2, 'b'}, 0).passTextsByName())
                .isInstanceOf(RuntimeException.class);
    }

    /** Each of them has eight bytes, and most differ in the last two only. */
    @Test
    void namesThatAreNumberedHavePlacesOfTheirOwn() {
        var first = Collections.newSetFromMap(new IdentityHashMap<String, Boolean>());
        IntStream.range(100, 600).forEach(i -> first.add(read("node-" + i)));

        var same = IntStream.range(100, 600)
                .filter(i -> first.contains(read("node-" + i)))
                .count();

        assertThat(same).isGreaterThan(400);
    }

    /** They have room for more as more of them come again. */
    @Test
    void manyThatComeAgainAreAllKept() {
        var first = Collections.newSetFromMap(new IdentityHashMap<String, Boolean>());
        IntStream.range(0, 20).forEach(round -> IntStream.range(0, 20_000).forEach(i -> read("workload-" + i)));
        IntStream.range(0, 20_000).forEach(i -> first.add(read("workload-" + i)));

        var same = IntStream.range(0, 20_000)
                .filter(i -> first.contains(read("workload-" + i)))
                .count();

        assertThat(same).isGreaterThan(14_000);
    }
}
