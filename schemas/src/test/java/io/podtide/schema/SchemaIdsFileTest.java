package io.podtide.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaIdsFileTest {

    @TempDir
    Path folder;

    @BeforeEach
    void oneSubjectIsReleasedInAnOlderVersionAndOneIsNew() throws IOException {
        Files.createDirectory(folder.resolve("released"));
        Files.writeString(
                folder.resolve("released/763000001.avsc"),
                "{\"type\":\"record\",\"name\":\"io.podtide.schema.Workload\",\"fields\":[]}");
        Files.writeString(folder.resolve("schema-ids.json"), """
                {
                  "podtide.state.workload" : {"type" : "io.podtide.schema.Workload", "ids" : [ 763000001 ]},
                  "podtide.state.regarding" : {"type" : "io.podtide.schema.Regarding", "ids" : [ ]}
                }
                """);
    }

    @Test
    void whatHasChangedOrIsNewGetsTheNextIds() throws IOException, ReflectiveOperationException {
        new SchemaIdsFile(folder).release();

        assertThat(folder.resolve("schema-ids.json")).hasContent("""
                        {
                          "podtide.state.workload" : {
                            "type" : "io.podtide.schema.Workload",
                            "ids" : [ 763000001, 763000002 ]
                          },
                          "podtide.state.regarding" : {
                            "type" : "io.podtide.schema.Regarding",
                            "ids" : [ 763000003 ]
                          }
                        }
                        """);
        var released = new SchemaIdsFile(folder);
        assertThat(released.idsOfTexts()).containsExactly(763000001, 763000002, 763000003);
        assertThat(released.released("podtide.state.workload"))
                .containsExactly(
                        Schema.createRecord("Workload", null, "io.podtide.schema", false, List.of()),
                        Workload.getClassSchema());
        assertThat(released.released("podtide.state.regarding")).containsExactly(Regarding.getClassSchema());
    }

    @Test
    void whatHasNotChangedKeepsItsId() throws IOException, ReflectiveOperationException {
        new SchemaIdsFile(folder).release();
        var before = Files.readString(folder.resolve("schema-ids.json"));

        new SchemaIdsFile(folder).release();

        assertThat(folder.resolve("schema-ids.json")).hasContent(before);
        assertThat(new SchemaIdsFile(folder).idsOfTexts()).containsExactly(763000001, 763000002, 763000003);
    }
}
