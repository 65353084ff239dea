package io.podtide.cli.print;

import static io.podtide.cli.print.IncidentBuilder.anIncident;
import static io.podtide.cli.print.IncidentBuilder.minute;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.wire.IncidentJson;
import org.junit.jupiter.api.Test;

class JsonOutputTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void linesAreOneIncidentEach() {
        var second = anIncident().resolved(2, 20);
        assertThat(Printed.by(OutputFormat.JSONL::revisions, anIncident(), second))
                .isEqualTo(IncidentJson.write(anIncident().build()) + "\n" + IncidentJson.write(second.build()) + "\n");
    }

    @Test
    void theFleetIsNoCluster() throws Exception {
        var line = Printed.by(OutputFormat.JSONL::revisions, anIncident().of(Scope.FLEET));
        assertThat(JSON.readTree(line).get("cluster").isNull()).isTrue();
        assertThat(IncidentJson.parse(line))
                .isEqualTo(anIncident().of(Scope.FLEET).build());
    }

    @Test
    void theArrayIsWhole() throws Exception {
        var second = anIncident().resolved(2, 20);
        var array = JSON.readTree(
                Printed.by(output -> OutputFormat.JSON.incidents(output, minute(30)), anIncident(), second));
        assertThat(array)
                .containsExactly(
                        JSON.readTree(IncidentJson.write(anIncident().build())),
                        JSON.readTree(IncidentJson.write(second.build())));
        assertThat(Printed.by(OutputFormat.JSON::revisions)).isEqualTo("[]\n");
    }

    @Test
    void nothingATerminalWouldObeyIsLeftAndNothingIsLost() throws Exception {
        var hostile = anIncident().summary("a\u001b[2J\u009b2J\u0085\u202e\u2028\u007fb");
        var line = Printed.by(OutputFormat.JSONL::revisions, hostile);
        assertThat(line).contains("a\\u001B[2J\\u009b2J\\u0085\\u202e\\u2028\\u007fb");
        assertThat(IncidentJson.parse(line)).isEqualTo(hostile.build());
    }
}
