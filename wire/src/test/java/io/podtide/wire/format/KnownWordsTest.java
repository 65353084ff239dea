package io.podtide.wire.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownWordsTest {

    private final KnownWords words = new KnownWords();

    private String read(String text) {
        var bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
        return words.of(bytes, 1, bytes.length - 2);
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
        var other = HexFormat.of().parseHex("61616161616161636262620662626208");

        assertThat(words.of(one, 0, one.length)).isEqualTo("aaaaaaaabbbbbbbb");
        assertThat(words.of(other, 0, other.length)).isEqualTo(new String(other, StandardCharsets.UTF_8));
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
}
