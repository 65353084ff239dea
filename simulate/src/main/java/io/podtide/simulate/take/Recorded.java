package io.podtide.simulate.take;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.podtide.simulate.take.Step.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;

/** A line of one of the recordings that come with this module. */
record Recorded(Instant at, Step.Type type, Kind kind, JsonNode object) {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** The pods, Events and nodes of a recording, in its order. */
    static List<Recorded> read(String name) {
        return read(name, UnaryOperator.identity());
    }

    /** The same, of lines with something put in place of something else. */
    static List<Recorded> read(String name, UnaryOperator<String> edit) {
        var in = Recorded.class.getResourceAsStream(name + ".jsonl.gz");
        if (in == null) {
            throw new IllegalArgumentException("no recording " + name);
        }
        try (var lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(edit)
                    .map(Recorded::parse)
                    .filter(Recorded::isNews)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recorded parse(String line) {
        try {
            var event = MAPPER.readTree(line);
            var object = event.path("object");
            return new Recorded(
                    Instant.parse(event.path("observedAt").asText()),
                    Step.Type.valueOf(event.path("type").asText()),
                    Kind.valueOf(object.path("kind").asText().toUpperCase(Locale.ROOT)),
                    object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An Event is deleted when its hour is over. */
    private boolean isNews() {
        return kind != Kind.EVENT || type != Step.Type.DELETED;
    }

    String name() {
        return text("/metadata/name");
    }

    String namespace() {
        return text("/metadata/namespace");
    }

    String uid() {
        return text("/metadata/uid");
    }

    /** The pod itself, or an Event about it. */
    boolean isAbout(String podUid) {
        return switch (kind) {
            case POD -> uid().equals(podUid);
            case EVENT -> text("/involvedObject/uid").equals(podUid);
            case NODE -> false;
        };
    }

    /** It is on its way out: deleted, or about to be. */
    boolean isLeaving() {
        if (kind != Kind.POD) {
            return false;
        }
        boolean disrupted = false;
        for (var condition : object.at("/status/conditions")) {
            disrupted |= condition.path("type").asText().equals("DisruptionTarget");
        }
        return disrupted || !text("/metadata/deletionTimestamp").isEmpty();
    }

    /** Empty if absent. */
    String text(String pointer) {
        return object.at(pointer).asText("");
    }
}
