package io.podtide.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyHashesTest {

    private final KeyHashes keys = new KeyHashes();

    @Test
    void deniesNoKeyThatIsThereHoweverManyCameAndWent() {
        var random = new Random(42);
        var there = new HashSet<String>();
        for (int i = 0; i < 200_000; i++) {
            int most = i < 100_000 ? 20_000 : 200; // it grows, and shrinks
            var key = "cluster/" + random.nextInt(2 * most);
            if (there.remove(key)) {
                keys.remove(key);
            } else if (there.size() < most) {
                there.add(key);
                keys.add(key);
            }
        }
        assertThat(there).isNotEmpty().allMatch(keys::mayHold);
        assertThat(keys.size()).isEqualTo(there.size());
    }

    @Test
    void deniesOtherKeys() {
        for (int i = 0; i < 10_000; i++) {
            keys.add("cluster/" + i);
        }
        for (int i = 10_000; i < 20_000; i++) {
            assertThat(keys.mayHold("cluster/" + i)).isFalse();
        }
    }

    @Test
    void oneOfTwoKeysWithTheSameBitsCanBeTakenOut() {
        keys.add("the same");
        keys.add("the same");
        keys.remove("the same");
        assertThat(keys.mayHold("the same")).isTrue();
        keys.remove("the same");
        assertThat(keys.mayHold("the same")).isFalse();
    }

    @Test
    void aKeyThatIsNotThereCannotBeTakenOut() {
        assertThatThrownBy(() -> keys.remove("a")).isInstanceOf(IllegalStateException.class);
    }
}
