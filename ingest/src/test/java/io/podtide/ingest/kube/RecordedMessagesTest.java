package io.podtide.ingest.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** No real message of the recordings has a secret in it: whatever is masked in one would be missed by a diagnosis. */
class RecordedMessagesTest {

    private static final Path RECORDINGS = Path.of("..", "cli", "src", "test", "resources", "scenarios");

    @Test
    void nothingIsMaskedInThem() throws IOException {
        var messages = new TreeSet<String>();
        try (var files = Files.walk(RECORDINGS)) {
            for (var file :
                    files.filter(f -> f.toString().endsWith(".jsonl.gz")).toList()) {
                collect(file, messages);
            }
        }

        assertThat(messages).hasSizeGreaterThan(1_000);
        assertThat(messages)
                .filteredOn(message -> message.length() <= Redaction.MAX_LENGTH)
                .filteredOn(message -> !Redaction.mask(message).equals(message))
                .isEmpty();
    }

    private static void collect(Path file, Set<String> messages) throws IOException {
        var json = new ObjectMapper();
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var object = json.readTree(line).path("object");
                collect(object.path("status"), messages);
                messages.add(object.path("message").asText());
                messages.add(object.path("note").asText());
            }
        }
    }

    private static void collect(JsonNode node, Set<String> messages) {
        node.findValuesAsText("message").forEach(messages::add);
    }
}
