package io.podtide.schema;

import static org.apache.avro.SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE;
import static org.apache.avro.SchemaCompatibility.checkReaderWriterCompatibility;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who reads a topic may be older or newer than who wrote it. {@code ./mvnw -pl schemas test -Dpodtide.release-schemas=true}
 * releases what has changed, then checks it.
 */
class ReleasedSchemasTest {

    private static final Path FOLDER =
            Path.of(System.getProperty("basedir", "."), "src", "main", "resources", "io", "podtide", "schema");

    private static SchemaIdsFile file;

    @BeforeAll
    static void readAndRelease() throws IOException, ReflectiveOperationException {
        file = new SchemaIdsFile(FOLDER);
        if (Boolean.getBoolean("podtide.release-schemas")) {
            file.release();
        }
    }

    static List<String> subjects() {
        return file.subjects();
    }

    @Test
    void everyTopicOfOursHasASubject() {
        assertThat(subjects())
                .startsWith(
                        "podtide.pod-status-value",
                        "podtide.kube-events-value",
                        "podtide.cluster-clock-value",
                        "podtide.symptoms-value",
                        "podtide.incidents-value");
    }

    @Test
    void noIdIsGivenTwiceOrTakenAway() throws IOException {
        var contiguous = IntStream.range(0, file.allIds().size())
                .mapToObj(i -> SchemaIdsFile.FIRST_ID + i)
                .toList();

        assertThat(file.allIds()).isEqualTo(contiguous);
        assertThat(file.idsOfTexts()).isEqualTo(contiguous);
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void theGeneratedClassIsTheNewestRelease(String subject) throws IOException, ReflectiveOperationException {
        var released = file.released(subject);

        assertThat(released)
                .as(
                        "%s has changed since its last release. Undo the change, or give it a new id with"
                                + " ./mvnw -pl schemas test -Dpodtide.release-schemas=true and commit what that writes"
                                + " under src/main/resources; never edit a released text",
                        subject)
                .last()
                .isEqualTo(file.current(subject));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void everyReleaseReadsEveryOther(String subject) throws IOException {
        var released = file.released(subject);

        for (var reader : released) {
            for (var writer : released) {
                var result = checkReaderWriterCompatibility(reader, writer);
                assertThat(result.getType())
                        .as("%s: %s", subject, result.getDescription())
                        .isEqualTo(COMPATIBLE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void everyEnumHasADefaultForSymbolsToCome(String subject) throws ReflectiveOperationException {
        var without = new HashSet<String>();
        collectEnumsWithoutDefault(file.current(subject), without, new HashSet<>());

        assertThat(without).isEmpty();
    }

    private static void collectEnumsWithoutDefault(Schema schema, Set<String> found, Set<String> seen) {
        switch (schema.getType()) {
            case RECORD -> {
                if (seen.add(schema.getFullName())) {
                    schema.getFields().forEach(field -> collectEnumsWithoutDefault(field.schema(), found, seen));
                }
            }
            case ENUM -> {
                if (schema.getEnumDefault() == null) {
                    found.add(schema.getFullName());
                }
            }
            case ARRAY -> collectEnumsWithoutDefault(schema.getElementType(), found, seen);
            case MAP -> collectEnumsWithoutDefault(schema.getValueType(), found, seen);
            case UNION -> schema.getTypes().forEach(type -> collectEnumsWithoutDefault(type, found, seen));
            default -> {
                // has no parts
            }
        }
    }
}
