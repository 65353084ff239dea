package io.podtide.ingest.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void linesOfAnyLength() throws IOException {
        var large = "x".repeat(100_000);

        assertThat(read("a\n\n" + large + "\nb\n")).containsExactly("a", "", large, "b");
        assertThat(read("a\n")).containsExactly("a");
        assertThat(read("")).isEmpty();
    }

    @Test
    void aLineThatIsCutOffIsNone() throws IOException {
        assertThat(read("a\nb")).containsExactly("a");
    }

    private static List<String> read(String text) throws IOException {
        var lines = new Lines(new ByteArrayInputStream(text.getBytes(UTF_8)));
        var all = new ArrayList<String>();
        for (var line = lines.next(); line != null; line = lines.next()) {
            all.add(new String(line, UTF_8));
        }
        return all;
    }
}
