package io.podtide.wire.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/** Every schema ever released, with its fixed id: {@code io/podtide/schema/schema-ids.json} and the texts beside it. */
public final class ReleasedSchemas {

    private static final String FOLDER = "/io/podtide/schema/";

    private final List<ReleasedSchema> all;
    private final Map<Integer, Schema> byId;
    private final Map<Long, Schema> byFingerprint;

    ReleasedSchemas(List<ReleasedSchema> all) {
        this.all = List.copyOf(all);
        this.byId = all.stream().collect(Collectors.toUnmodifiableMap(ReleasedSchema::id, ReleasedSchema::schema));
        // Two versions may differ in what a fingerprint does not cover, such as defaults; the writer's side is the
        // same.
        this.byFingerprint = all.stream()
                .map(ReleasedSchema::schema)
                .collect(Collectors.toUnmodifiableMap(
                        SchemaNormalization::parsingFingerprint64, Function.identity(), (older, newer) -> newer));
    }

    /** Those of this release, read from the class path once. */
    public static ReleasedSchemas ours() {
        return Ours.LOADED;
    }

    private static final class Ours {
        static final ReleasedSchemas LOADED = load();
    }

    private static ReleasedSchemas load() {
        try {
            var subjects = new ObjectMapper().readTree(text("schema-ids.json"));
            var all = new ArrayList<ReleasedSchema>();
            for (var subject : (Iterable<Map.Entry<String, JsonNode>>) subjects.properties()) {
                var ids = subject.getValue().path("ids");
                for (int i = 0; i < ids.size(); i++) {
                    var id = ids.get(i).intValue();
                    var schema = new Schema.Parser().parse(text("released/" + id + ".avsc"));
                    all.add(new ReleasedSchema(subject.getKey(), i + 1, id, schema));
                }
            }
            return new ReleasedSchemas(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String file) throws IOException {
        try (InputStream in = ReleasedSchemas.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IOException(FOLDER + file + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The schema of a fixed id. */
    public Optional<Schema> find(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The schema of an Avro fingerprint (CRC-64-AVRO of the parsing canonical form), as single-object encoding names it. */
    public Optional<Schema> findByFingerprint(long fingerprint) {
        return Optional.ofNullable(byFingerprint.get(fingerprint));
    }

    /** Subjects in the order of the file. */
    List<String> subjects() {
        return all.stream().map(ReleasedSchema::subject).distinct().toList();
    }

    /** Versions of a subject, oldest first; empty for an unknown subject. */
    List<ReleasedSchema> versions(String subject) {
        return all.stream().filter(s -> s.subject().equals(subject)).toList();
    }

    /** Those of this id; more than one where subjects share a schema. */
    Stream<ReleasedSchema> withId(int id) {
        return all.stream().filter(s -> s.id() == id);
    }
}
