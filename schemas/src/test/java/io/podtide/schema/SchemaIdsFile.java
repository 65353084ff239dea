package io.podtide.schema;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.avro.Schema;

/** {@code schema-ids.json} and the released texts, as they are in the source tree. */
final class SchemaIdsFile {

    /** Far from the ids of any registry, which count from 1: 763 is POD on a telephone. */
    static final int FIRST_ID = 763_000_001;

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;
    private final ObjectNode subjects;

    SchemaIdsFile(Path folder) throws IOException {
        this.folder = folder;
        this.subjects =
                (ObjectNode) JSON.readTree(folder.resolve("schema-ids.json").toFile());
    }

    List<String> subjects() {
        var names = new ArrayList<String>();
        subjects.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Ids of a subject, oldest version first. */
    List<Integer> ids(String subject) {
        return StreamSupport.stream(idsNode(subject).spliterator(), false)
                .map(id -> id.intValue())
                .toList();
    }

    List<Integer> allIds() {
        return subjects().stream().flatMap(s -> ids(s).stream()).sorted().toList();
    }

    /** Ids that a text is there for. */
    List<Integer> idsOfTexts() throws IOException {
        try (var files = Files.list(folder.resolve("released"))) {
            return files.map(file -> file.getFileName().toString().replace(".avsc", ""))
                    .map(Integer::valueOf)
                    .sorted()
                    .toList();
        }
    }

    List<Schema> released(String subject) throws IOException {
        var schemas = new ArrayList<Schema>();
        for (var id : ids(subject)) {
            schemas.add(new Schema.Parser().parse(text(id).toFile()));
        }
        return schemas;
    }

    /** The schema of the generated class. */
    Schema current(String subject) throws ReflectiveOperationException {
        var type = subjects.path(subject).path("type").textValue();
        return (Schema) Class.forName(type).getMethod("getClassSchema").invoke(null);
    }

    /** Gives an id to every current schema that has none. */
    void release() throws IOException, ReflectiveOperationException {
        for (var subject : subjects()) {
            var current = current(subject);
            var released = released(subject);
            if (released.isEmpty() || !released.get(released.size() - 1).equals(current)) {
                var id = allIds().stream().mapToInt(Integer::intValue).max().orElse(FIRST_ID - 1) + 1;
                Files.writeString(text(id), JSON.readTree(current.toString()).toPrettyString() + "\n");
                idsNode(subject).add(id);
            }
        }
        Files.writeString(folder.resolve("schema-ids.json"), JSON.writeValueAsString(subjects) + "\n");
    }

    private ArrayNode idsNode(String subject) {
        return (ArrayNode) subjects.path(subject).path("ids");
    }

    private Path text(int id) {
        return folder.resolve("released/" + id + ".avsc");
    }
}
