package io.podtide.wire.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podtide.schema.ClusterClock;
import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryClientTest {

    private static final String SUBJECT = "podtide.cluster-clock-value";
    private static final Schema CLOCK = ClusterClock.getClassSchema();
    private static final int CLOCK_ID = SchemaIds.fixed().idOf("podtide.cluster-clock-value", CLOCK);
    private static final String NO_SUBJECT = "{\"error_code\":40401,\"message\":\"Subject not found.\"}";
    private static final String NO_SCHEMA = "{\"error_code\":40403,\"message\":\"Schema not found\"}";

    private final ScriptedRegistry registry = new ScriptedRegistry();
    private final RegistryClient client = client("http://" + registry.hostAndPort(), "");

    private static RegistryClient client(String url, String userInfo) {
        var connection = new RegistryConnection(RegistryAddress.of(url, userInfo), Duration.ofMillis(1));
        return new RegistryClient(connection, ReleasedSchemas.ours());
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private static String lookup(String base) {
        return "POST " + base + "/subjects/" + SUBJECT + " auth=null type=application/vnd.schemaregistry.v1+json "
                + body();
    }

    private static String body() {
        return "{\"schema\":\"" + CLOCK.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    }

    @Test
    void anIdThatIsThereIsLookedUpOnce() {
        registry.answers(200, "{\"subject\":\"" + SUBJECT + "\",\"version\":1,\"id\":17,\"schema\":\"...\"}");

        assertThat(client.idOf(SUBJECT, CLOCK)).isEqualTo(17);
        assertThat(client.idOf(SUBJECT, CLOCK)).isEqualTo(17);
        assertThat(registry.requests()).containsExactly(lookup(""));
    }

    @Test
    void aSchemaThatIsNotThereIsRegistered() {
        registry.answers(404, NO_SUBJECT).answers(200, "{\"id\":18}");

        assertThat(client.idOf(SUBJECT, CLOCK)).isEqualTo(18);
        assertThat(registry.requests())
                .containsExactly(
                        lookup(""),
                        "POST /subjects/" + SUBJECT + "/versions auth=null type=application/vnd.schemaregistry.v1+json "
                                + body());
    }

    @Test
    void theUrlMayHaveAPathAndAUser() {
        registry.answers(200, "{\"id\":17}").answers(200, "{\"id\":17}");
        var url = "http://podtide:p%40ss@" + registry.hostAndPort() + "/apis/ccompat/v7/";

        client(url, "").idOf(SUBJECT, CLOCK);
        client(url, "other:word").idOf(SUBJECT, CLOCK);

        assertThat(registry.requests())
                .containsExactly(
                        lookup("/apis/ccompat/v7").replace("auth=null", "auth=Basic cG9kdGlkZTpwQHNz"),
                        lookup("/apis/ccompat/v7").replace("auth=null", "auth=Basic b3RoZXI6d29yZA=="));
    }

    @Test
    void anIdOfTheRegistryIsFetchedOnce() {
        registry.answers(200, "{\"schema\":\"\\\"string\\\"\"}");

        assertThat(client.schemaOf(17)).contains(Schema.create(Schema.Type.STRING));
        assertThat(client.schemaOf(17)).contains(Schema.create(Schema.Type.STRING));
        assertThat(registry.requests()).containsExactly("GET /schemas/ids/17 auth=null type=null ");
    }

    @Test
    void anIdOfOurReleasesIsKnownWithoutAsking() {
        assertThat(client.schemaOf(CLOCK_ID)).contains(CLOCK);
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void anIdThatTheRegistryDoesNotKnowIsNotThere() {
        registry.answers(404, NO_SCHEMA);

        assertThat(client.schemaOf(17)).isEmpty();
    }

    @Test
    void aRegistryThatStumblesIsAskedAgain() {
        registry.answers(503, "").answers(500, "<html>").answers(429, "").answers(200, "[\"b\",\"a\"]");

        assertThat(client.subjects()).containsExactly("a", "b");
        assertThat(registry.requests()).hasSize(4);
    }

    @Test
    void aRegistryThatStaysDownIsReportedAfterFiveAttempts() {
        for (int i = 0; i < 5; i++) {
            registry.answers(503, "{\"error_code\":50003,\"message\":\"no leader\"}");
        }

        assertThatThrownBy(() -> client.idOf(SUBJECT, CLOCK))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessage("The schema registry at http://" + registry.hostAndPort() + "/subjects/" + SUBJECT
                        + " answered 503 (no leader) when asked for the id of io.podtide.schema.ClusterClock, subject "
                        + SUBJECT);
        assertThat(registry.requests()).hasSize(5);
    }

    @Test
    void aRefusalIsNotRepeatedAndSaysWhereTheUserIsSet() {
        registry.answers(401, "{\"error_code\":401,\"message\":\"Unauthorized\"}");

        assertThatThrownBy(client::subjects)
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessage("The schema registry at http://" + registry.hostAndPort() + "/subjects answered 401"
                        + " (Unauthorized) when asked for its subjects; see schema.registry.basic.auth.user.info");
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void anIncompatibleSchemaIsReportedInTheRegistrysWords() {
        registry.answers(404, NO_SCHEMA).answers(409, "{\"error_code\":409,\"message\":\"incompatible\"}");

        assertThatThrownBy(() -> client.idOf(SUBJECT, CLOCK))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessage("The schema registry at http://" + registry.hostAndPort() + "/subjects/" + SUBJECT
                        + "/versions answered 409 (incompatible) when asked to register io.podtide.schema.ClusterClock,"
                        + " subject " + SUBJECT);
    }

    @Test
    void whatIsNoRegistryIsToldFromARegistryThatKnowsNothing() {
        registry.answers(404, "<html>no such page</html>")
                .answers(200, "<html>welcome</html>")
                .answers(200, "{}");

        assertThatThrownBy(() -> client.schemaOf(17))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessage("The schema registry at http://" + registry.hostAndPort()
                        + "/schemas/ids/17 answered 404 when asked for schema id 17");
        assertThatThrownBy(() -> client.schemaOf(17))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessage("Not the answer of a schema registry: http://" + registry.hostAndPort()
                        + "/schemas/ids/17 answered 200 when asked for schema id 17");
        assertThatThrownBy(() -> client.idOf(SUBJECT, CLOCK)).isInstanceOf(SchemaRegistryException.class);
    }

    @Test
    void aSchemaThatIsNotOfAvroIsNoneOfOurs() {
        registry.answers(200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax = \\\"proto3\\\";\"}")
                .answers(200, "{\"schema\":\"{\\\"type\\\":\\\"object\\\"}\",\"schemaType\":\"JSON\"}");

        assertThat(client.schemaOf(17)).isEmpty();
        assertThat(client.schemaOf(18)).isEmpty();
    }

    @Test
    void aRegistryThatIsNotThereIsNamed() {
        registry.close();

        assertThatThrownBy(() -> client.schemaOf(17))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageStartingWith(
                        "Cannot reach the schema registry at http://" + registry.hostAndPort() + "/schemas/ids/17: ");
    }

    @Test
    void ourEndpointIsARegistryToIt() {
        try (var endpoint = RegistryEndpoint.start(0)) {
            var toEndpoint = new RegistryClient(
                    new RegistryConnection(RegistryAddress.of(endpoint.url().toString(), ""), Duration.ofMillis(1)),
                    new ReleasedSchemas(List.of())); // knows nothing by itself

            assertThat(toEndpoint.idOf(SUBJECT, CLOCK)).isEqualTo(CLOCK_ID);
            assertThat(toEndpoint.schemaOf(CLOCK_ID)).contains(CLOCK);
            assertThat(toEndpoint.schemaOf(17)).isEmpty();
            assertThat(toEndpoint.subjects())
                    .containsExactly(
                            "podtide.cluster-clock-value",
                            "podtide.incidents-value",
                            "podtide.kube-events-value",
                            "podtide.node-status-value",
                            "podtide.pod-status-value",
                            "podtide.state.clusters",
                            "podtide.state.controllers",
                            "podtide.state.fleet-news",
                            "podtide.state.groups",
                            "podtide.state.node-contacts",
                            "podtide.state.nodes",
                            "podtide.state.pods",
                            "podtide.state.silences",
                            "podtide.state.workloads",
                            "podtide.symptoms-value");
            assertThatThrownBy(() -> toEndpoint.idOf(SUBJECT, Schema.create(Schema.Type.STRING)))
                    .isInstanceOf(SchemaRegistryException.class)
                    .hasMessage("The schema registry at " + endpoint.url() + "/subjects/" + SUBJECT
                            + "/versions answered 405 (These schemas are those of a Podtide release and cannot be changed)"
                            + " when asked to register string, subject " + SUBJECT);
        }
    }
}
