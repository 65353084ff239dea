package io.podtide.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConceptsPageTest {

    @Test
    void its_tables_have_every_kind_and_every_state() throws IOException {
        assertThat(firstCells("docs/concepts.md"))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(names(Kind.values()), names(State.values()))
                        .toList());
    }

    @Test
    void that_of_the_front_page_has_every_kind() throws IOException {
        assertThat(firstCells("README.md")).containsAll(names(Kind.values()).toList());
    }

    private static Stream<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name);
    }

    private static List<String> firstCells(String page) throws IOException {
        var file = Repository.ours().root().resolve(Path.of(page));
        return MarkdownPage.read(file).lines().stream()
                .map(MarkdownPage.Line::text)
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("`", -1)[1])
                .toList();
    }
}
