package io.podtide.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.alerts.config.AlertsReader;
import io.podtide.alerts.sink.Sinks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {

    private static final String GOOD = "receivers: [{name: %s, webhook: {url: \"http://localhost/\"}}]";

    private static final String PAGE = "http://127.0.0.1:8082/incidents/{id}";

    @TempDir
    Path directory;

    private final List<String> notes = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private Path file;
    private ConfigFile followed;

    @BeforeEach
    void aFile() throws Exception {
        file = Files.writeString(directory.resolve("alerts.yaml"), GOOD.formatted("one"));
        followed = new ConfigFile(file, AlertsReader.read(file, Sinks.KINDS).orThrow(), PAGE, notes::add);
    }

    @Test
    void aGoodVersionIsInForceAndTheSameOneIsNoNews() throws IOException {
        assertThat(look()).containsExactly("one");
        Files.writeString(file, GOOD.formatted("two"));
        assertThat(look()).containsExactly("two");
        assertThat(look()).containsExactly("two");
        assertThat(notes).containsExactly("alerts: " + file + " is in force");
    }

    @Test
    void oneWithMistakesLeavesThatOfBeforeAndIsSaidOnce() throws IOException {
        Files.writeString(file, GOOD.formatted("two") + "\nrouts: []\n");
        for (int i = 0; i < 5; i++) {
            assertThat(look()).containsExactly("one");
            assertThat(followed.rejected()).isTrue();
        }
        assertThat(notes)
                .containsExactly(
                        "alerts: " + file + " has mistakes, what it said before stays in force",
                        file + ": line 2: routs: unknown key, did you mean routes?");
        Files.writeString(file, GOOD.formatted("three"));
        assertThat(look()).containsExactly("three");
        assertThat(followed.rejected()).isFalse();
    }

    @Test
    void thePageThatIsThereIsLinkedToUnlessTheFileNamesAnother() throws IOException {
        assertThat(followed.config().link()).isEqualTo(PAGE);
        var other = "https://podtide.example.com/incidents/{id}";
        Files.writeString(file, GOOD.formatted("one") + "\nincident-link: \"" + other + "\"\n");
        look();
        assertThat(followed.config().link()).isEqualTo(other);
        Files.writeString(file, GOOD.formatted("two"));
        look();
        assertThat(followed.config().link()).isEqualTo(PAGE);
    }

    @Test
    void oneThatIsAwayForAWhileIsSaidOnce() throws IOException {
        Files.delete(file);
        assertThat(look()).containsExactly("one");
        assertThat(look()).containsExactly("one");
        assertThat(notes).containsExactly("alerts: " + file + " is not followed for now: " + file);
        Files.writeString(file, GOOD.formatted("two"));
        assertThat(look()).containsExactly("two");
    }

    @Test
    void aCredentialThatANewVersionLacksIsSaid() throws IOException {
        Files.writeString(
                file, "receivers: [{name: p, pagerduty: {routing-key: {file: " + directory.resolve("key") + "}}}]");
        assertThat(look()).containsExactly("p");
        assertThat(notes).last().asString().contains("receiver p: there is no file ");
    }

    private List<String> look() {
        now = now.plusSeconds(2);
        var unused = followed.changed(now);
        return List.copyOf(followed.config().receivers().keySet());
    }
}
