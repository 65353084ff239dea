package io.podtide.wire.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podtide.schema.ClusterClock;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaIdsTest {

    @Test
    void withoutARegistryIdsAreFixed() {
        var ids = SchemaIds.from(Map.of("schema.registry.url", " "));

        assertThat(ids).hasToString("the schema ids fixed in this release");
        int id = ids.idOf("podtide.cluster-clock-value", ClusterClock.getClassSchema());
        assertThat(id).isGreaterThanOrEqualTo(763_000_003);
        assertThat(ids.schemaOf(id)).contains(ClusterClock.getClassSchema());
        assertThat(ids.schemaOf(763_000_003)).as("what was released stays").isPresent();
        assertThat(ids.schemaOf(17)).isEmpty();
    }

    @Test
    void withARegistryIdsAreItsOwnAndNoPasswordIsPrinted() {
        var ids = SchemaIds.from(Map.of("schema.registry.url", "https://me:secret@registry.example:8081/path/"));

        assertThat(ids).hasToString("the schema registry at https://registry.example:8081/path");
    }

    @Test
    void aSchemaThatWasNotReleasedSaysHowToReleaseIt() {
        assertThatThrownBy(() -> SchemaIds.fixed().idOf("podtide.state.pod", Schema.create(Schema.Type.STRING)))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessage("schema-ids.json has no id for this version of string, subject podtide.state.pod:"
                        + " release it with ./mvnw -pl schemas test -Dpodtide.release-schemas=true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry:8081", "ftp://registry", "http://", "http:// secret@x", "http://x?y=z"})
    void anAddressThatIsNoneIsRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> SchemaIds.from(Map.of("schema.registry.url", url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("schema.registry.url is not a URL of a schema registry, such as http://registry:8081");
    }
}
