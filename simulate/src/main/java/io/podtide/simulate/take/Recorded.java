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

    /** An Event of what owns a pod, as far as it is about this one: a Job has no other, and a CronJob names its Jobs. */
    boolean isOfOwner(Recorded pod) {
        var kind = text("/involvedObject/kind");
        var ownerKind = pod.text("/metadata/ownerReferences/0/kind");
        var owner = pod.text("/metadata/ownerReferences/0/name");
        boolean ofJob = ownerKind.equals("Job");
        if (kind.equals("CronJob")) {
            return ofJob && names(owner);
        }
        boolean ofOwner = kind.equals(ownerKind) && text("/involvedObject/name").equals(owner);
        return ofOwner && (ofJob || names(pod.name()));
    }

    private boolean names(String name) {
        return Names.of(List.of(name)).in(text("/message")).find();
    }

    /** It is on its way out: deleted, or about to be. */
    boolean isLeaving() {
        if (kind != Kind.POD) {
            return text("/reason")
                    .equals("SuccessfulDelete"); // a controller's, which may come before the change of the pod
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
