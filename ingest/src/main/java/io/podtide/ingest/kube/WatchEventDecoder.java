package io.podtide.ingest.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Reads watch events from the bytes of a line, or of several lines when they were pretty-printed. */
public final class WatchEventDecoder {

    private static final ObjectReader READER = KubeJson.MAPPER.readerFor(WatchEvent.class);

    private WatchEventDecoder() {}

    /** Hands on every watch event in the text. What follows a place that is no JSON is lost up to the end of the text. */
    public static void decode(byte[] text, Consumer<WatchEvent> found, Problems problems) {
        decode(text, 0, text.length, found, problems);
    }

    /** The same of one line, a part of the text, which may be written over. */
    public static void decodeLine(byte[] text, int from, int length, Consumer<WatchEvent> found, Problems problems) {
        decode(text, from, ManagedFields.cut(text, from, length), found, problems);
    }

    private static void decode(byte[] text, int from, int length, Consumer<WatchEvent> found, Problems problems) {
        try {
            straight(text, from, length).forEach(found);
        } catch (JsonProcessingException e) {
            byTrees(Arrays.copyOfRange(text, from, from + length), found, problems);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<WatchEvent> straight(byte[] text, int from, int length) throws IOException {
        try (var events = READER.<WatchEvent>readValues(text, from, length)) {
            return events.readAll(new ArrayList<>(1));
        }
    }

    /** Twice the work, for the few texts with a fault: finds out which object has it. */
    private static void byTrees(byte[] text, Consumer<WatchEvent> found, Problems problems) {
        try (var events = KubeJson.MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            while (events.hasNextValue()) {
                var line = events.getParser().currentTokenLocation().getLineNr();
                decode(events.nextValue(), Math.max(1, line), found, problems);
            }
        } catch (JsonProcessingException e) {
            problems.report(JsonProblem.line(e), JsonProblem.describe(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void decode(JsonNode event, int line, Consumer<WatchEvent> found, Problems problems) {
        if (!event.path("object").isObject()) {
            problems.report(line, "is no watch event: it has no object");
            return;
        }
        var object = TreeDecoder.decode(event.path("object"), line, problems);
        if (object != null) {
            found.accept(new WatchEvent(
                    event.path("observedAt").asText(),
                    event.path("cluster").asText(),
                    event.path("type").asText(),
                    object));
        }
    }
}
