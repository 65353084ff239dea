package io.podtide.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

    private static final Path PAGE = Path.of("../docs/configuration.md");

    private static final Pattern READ_BY_CODE =
            Pattern.compile("getenv\\(\"(\\w+)\"\\)|environment\\.getOrDefault\\(\"(\\w+)\"|\\$\\{env:(\\w+)");
    private static final Pattern READ_BY_LAUNCHER = Pattern.compile("\\$\\{([A-Z][A-Z_]+):");

    @Test
    void the_page_says_what_commands_and_settings_say() throws IOException {
        if (Boolean.getBoolean("podtide.write-docs")) {
            Files.writeString(PAGE, ConfigurationPage.text());
        }
        assertThat(PAGE).hasContent(ConfigurationPage.text());
    }

    @Test
    void every_environment_variable_that_is_read_is_on_it_and_no_other() throws IOException {
        var repository = Repository.ours();
        var read = new TreeSet<String>();
        for (var file : repository.files()) {
            var name = repository.display(file);
            if (name.matches("(?!bench).*/src/main/java/.*\\.java")) {
                READ_BY_CODE.matcher(Files.readString(file)).results().forEach(found -> {
                    for (int group = 1; group <= found.groupCount(); group++) {
                        if (found.group(group) != null) {
                            read.add(found.group(group));
                        }
                    }
                });
            } else if (name.equals("podtide")) {
                READ_BY_LAUNCHER.matcher(Files.readString(file)).results().forEach(found -> read.add(found.group(1)));
            }
        }
        assertThat(Environment.names(CommandRun.model().getCommandSpec())).isEqualTo(read);
    }
}
