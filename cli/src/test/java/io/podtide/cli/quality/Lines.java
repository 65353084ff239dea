package io.podtide.cli.quality;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podtide.cli.scenario.Scenario;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** The lines of a recording. */
record Lines(List<Line> all) {

    private static final ObjectMapper JSON = new ObjectMapper();

    Lines {
        all = List.copyOf(all);
    }

    static Lines of(Scenario scenario) throws IOException {
        try (var in = new GZIPInputStream(scenario.open())) {
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static Lines of(String text) {
        return new Lines(text.lines().map(line -> new Line(line, parsed(line))).toList());
    }

    /** What happened to one object, and when it was seen. */
    record Line(String text, ObjectNode json) {

        static Line of(ObjectNode json) {
            return new Line(json.toString(), json);
        }

        String type() {
            return json.path("type").asText();
        }

        Instant at() {
            return Instant.parse(json.path("observedAt").asText());
        }

        /** Items of some lists have no kind. */
        boolean isPod() {
            var kind = json.at("/object/kind").asText();
            return kind.equals("Pod")
                    || (kind.isEmpty() && json.at("/object/spec").has("containers"));
        }

        boolean isEvent() {
            return json.path("object").has("involvedObject");
        }

        String uid() {
            return json.at("/object/metadata/uid").asText();
        }

        Line seen(String type, Instant at) {
            return of(json.deepCopy().put("type", type).put("observedAt", at.toString()));
        }
    }

    /** The time at this share of the recording. */
    Instant timeAt(double share) {
        var first = all.get(0).at().toEpochMilli();
        var last = all.get(all.size() - 1).at().toEpochMilli();
        return Instant.ofEpochMilli(first + (long) (share * (last - first)));
    }

    Lines before(Instant time) {
        return new Lines(all.stream().filter(line -> line.at().isBefore(time)).toList());
    }

    Lines from(Instant time) {
        return new Lines(all.stream().filter(line -> !line.at().isBefore(time)).toList());
    }

    Lines and(Lines others) {
        var both = new ArrayList<>(all);
        both.addAll(others.all);
        return new Lines(both);
    }

    /** What a list shows then: all that is there, as it was last. */
    Lines list(Instant time) {
        var there = new LinkedHashMap<String, Line>();
        for (var line : before(time).all) {
            if (line.type().equals("DELETED")) {
                there.remove(line.uid());
            } else {
                there.put(line.uid(), line);
            }
        }
        return new Lines(
                there.values().stream().map(line -> line.seen("ADDED", time)).toList());
    }

    Lines rewritten(UnaryOperator<String> text) {
        return of(all.stream().map(Line::text).map(text).collect(Collectors.joining("\n")));
    }

    InputStream stream() {
        var text = all.stream().map(Line::text).collect(Collectors.joining("\n"));
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode parsed(String line) {
        try {
            return (ObjectNode) JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
