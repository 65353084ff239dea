package io.podtide.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksTest {

    @TempDir
    private Path folder;

    @Test
    void every_link_leads_to_a_file_and_a_heading_that_are_there() throws IOException {
        assertThat(new DeadLinks(Repository.ours()).find()).isEmpty();
    }

    @Test
    void every_page_of_the_documentation_can_be_reached_from_its_index() throws IOException {
        var docs = Repository.ours().root().resolve("docs");
        var index = docs.resolve("README.md");
        var linked = MarkdownPage.read(index).links().stream()
                .map(link -> docs.resolve(link.text().replaceFirst("#.*", "")).normalize())
                .toList();
        try (var pages = Files.list(docs)) {
            assertThat(pages.filter(page -> page.toString().endsWith(".md") && !page.equals(index)))
                    .isSubsetOf(linked);
        }
    }

    @Test
    void a_link_to_nowhere_is_found() throws IOException {
        Files.writeString(folder.resolve("there.md"), """
                # Two words, and `code`
                ## Twice
                ## Twice
                """);
        Files.writeString(folder.resolve("page.md"), """
                [a](there.md) [b](there.md#two-words-and-code) [c](there.md#twice-1) [d](#page) [e](https://example.com/none)
                # Page
                ```sh
                echo "[no link](missing.md)"
                ```
                `[no link](missing.md)`
                [f](missing.md) and [g](there.md#missing) and [h](#missing) and [i](../outside.md)
                [j]: missing-too.md
                """);

        assertThat(new DeadLinks(new Repository(folder)).find())
                .isEqualTo(List.of(
                        "page.md:7: missing.md",
                        "page.md:7: there.md#missing",
                        "page.md:7: #missing",
                        "page.md:7: ../outside.md",
                        "page.md:8: missing-too.md"));
    }
}
