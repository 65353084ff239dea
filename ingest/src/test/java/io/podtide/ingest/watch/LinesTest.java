package io.podtide.ingest.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 1000, 1 << 20})
    void linesOfAnyLengthHoweverTheyCome(int atOnce) throws IOException {
        var long1 = "x".repeat(65_535);
        var long2 = "y".repeat(300_000);

        assertThat(read("a\n\n" + long1 + "\nb\n" + long2 + "\nabcdefg\nabcdefgh\nä\n", atOnce))
                .containsExactly("a", "", long1, "b", long2, "abcdefg", "abcdefgh", "ä");
        assertThat(read("a\n", atOnce)).containsExactly("a");
        assertThat(read("", atOnce)).isEmpty();
    }

    @Test
    void aLineThatIsCutOffIsNone() throws IOException {
        assertThat(read("a\nb", 100)).containsExactly("a");
    }

    private static List<String> read(String text, int atOnce) throws IOException {
        var lines = new Lines(inPieces(text.getBytes(UTF_8), atOnce));
        var all = new ArrayList<String>();
        while (lines.next()) {
            all.add(new String(lines.buffer(), lines.from(), lines.length(), UTF_8));
        }
        return all;
    }

    private static InputStream inPieces(byte[] bytes, int atOnce) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, atOnce));
            }
        };
    }
}
