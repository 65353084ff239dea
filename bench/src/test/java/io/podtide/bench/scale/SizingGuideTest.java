package io.podtide.bench.scale;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.bench.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/sizing.md} and the script that works it out. */
class SizingGuideTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern GIVEN = Pattern.compile("\\| `(\\w+)` \\| [0-9.]+ \\|.*");

    @TempDir
    Path directory;

    private record Ended(int code, String said) {}

    private static Ended script(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("sh", DOCS.resolve("sizing.sh").toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), said);
    }

    private String file(String... lines) throws IOException {
        return Files.writeString(directory.resolve("guide.md"), String.join("\n", lines) + "\n")
                .toString();
    }

    @Test
    void theGuideSaysWhatItsFormulasGive() throws Exception {
        assertThat(script("--check", DOCS.resolve("sizing.md").toString())).isEqualTo(new Ended(0, ""));
    }

    @Test
    void theGuideBeginsWithTheFiguresThatTheBenchPrints() throws IOException {
        var figures = new Figures();
        List.of(
                        Growth.RECORDS,
                        Growth.PER_SECOND,
                        Growth.CPU,
                        Growth.PEAK_MEMORY,
                        Growth.MOST_HEAP,
                        Growth.CHANGES_OF_A_POD,
                        Growth.BYTES_OF_A_RECORD,
                        Growth.STATE_OF_A_POD,
                        Growth.CHANGELOGS,
                        Growth.RESTORED,
                        Growth.RESTORED_PER_SECOND)
                .forEach(name -> figures.add(name, 1));
        var given = Files.readAllLines(DOCS.resolve("sizing.md")).stream()
                .map(GIVEN::matcher)
                .filter(row -> row.matches())
                .map(row -> row.group(1));

        assertThat(given)
                .containsAll(SizingInputs.of(1_000_000, figures, Optional.of(figures))
                        .keySet());
    }

    @Test
    void resultsAreWorkedOutAnewAndTheRestStaysAsItIs() throws Exception {
        var guide = file(
                "A \"guide\" with a \\ and `code`.",
                "| `pods` | 1000 | of all |",
                "| `rate` | 2.5 | of one |",
                "| `changes` | `pods * rate` | 7 | a second |",
                "| `needed` | `max(2, ceil(changes / 1200))` | | of them |",
                "| `share` | `min(1, rate / 7)` | | part |");
        assertThat(script("--check", guide).code()).isEqualTo(1);

        assertThat(script(guide)).isEqualTo(new Ended(0, ""));

        assertThat(Files.readAllLines(Path.of(guide)))
                .containsExactly(
                        "A \"guide\" with a \\ and `code`.",
                        "| `pods` | 1000 | of all |",
                        "| `rate` | 2.5 | of one |",
                        "| `changes` | `pods * rate` | 2500 | a second |",
                        "| `needed` | `max(2, ceil(changes / 1200))` | 3 | of them |",
                        "| `share` | `min(1, rate / 7)` | 0.36 | part |");
        assertThat(script("--check", guide)).isEqualTo(new Ended(0, ""));
    }

    @Test
    void whatIsNoFormulaIsSaidWithItsLineAndTheFileStays() throws Exception {
        var row = "| `changes` | `pods * rates` | 7 | a second |";
        var guide = file("| `pods` | 1000 | of all |", row);

        assertThat(script(guide)).isEqualTo(new Ended(2, guide + ":2: nothing above is called rates\n"));
        assertThat(Files.readString(Path.of(guide))).endsWith(row + "\n");

        assertThat(script(file("| `pods` | many | of all |")).said())
                .endsWith("guide.md:1: neither a number nor a formula: many\n");
        assertThat(script(file("| `pods` | 1 | a |", "| `pods` | 2 | b |")).said())
                .endsWith("guide.md:2: a second row for pods\n");
        assertThat(script(file("| `pods` | `system(1)` | | b |")).said())
                .endsWith("guide.md:1: nothing above is called system\n");
        assertThat(script(file("| `pods` | `1; 2` | | b |")).said()).endsWith("guide.md:1: no formula: 1; 2\n");
    }
}
