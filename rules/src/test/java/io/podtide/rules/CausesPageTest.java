package io.podtide.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CausesPageTest {

    /** Tests run in the folder of their module. */
    private static final Path PAGE = Path.of("../docs/causes.md");

    @Test
    void the_page_says_what_the_catalogue_says() throws IOException {
        if (Boolean.getBoolean("podtide.write-docs")) {
            Files.writeString(PAGE, CausesPage.text());
        }
        assertThat(PAGE).hasContent(CausesPage.text());
    }

    @Test
    void the_example_on_it_is_good() {
        var text = CausesPage.text();
        var begin = text.indexOf("```yaml\n") + "```yaml\n".length();
        var example = text.substring(begin, text.indexOf("```", begin));
        assertThat(CatalogueReader.read(example, Causes.builtIn()).problems()).isEmpty();
    }
}
