package io.podtide.wire.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.schema.ClusterClock;
import io.podtide.schema.KubeEvent;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryEndpointTest {

    private static final String SUBJECT = "/subjects/podtide.cluster-clock-value";
    private static final String CLOCK = ClusterClock.getClassSchema().toString();
    private static final int CLOCK_ID =
            SchemaIds.fixed().idOf("podtide.cluster-clock-value", ClusterClock.getClassSchema());

    private static RegistryEndpoint endpoint;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        endpoint = RegistryEndpoint.start(0);
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        endpoint.close();
    }

    private static HttpResponse<String> call(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(endpoint.url() + path))
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String get(String path) {
        var response = call("GET", path, "");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/vnd.schemaregistry.v1+json");
        return response.body();
    }

    private static String quoted(String json) {
        return '"' + json.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Test
    void itListensOnTheLoopbackInterfaceOnly() {
        assertThat(endpoint.url().getHost()).isIn("localhost", "127.0.0.1", "[::1]");
    }

    @Test
    @Timeout(60)
    void someWhoNeverFinishTheirRequestKeepNobodyElseOut() throws IOException {
        var slow = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 8; i++) {
                var socket = new Socket(endpoint.url().getHost(), endpoint.url().getPort());
                slow.add(socket);
                socket.getOutputStream().write("GET /subjects HT".getBytes(US_ASCII));
            }
            assertThat(get("/schemas/types")).isEqualTo("[\"AVRO\"]");
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void subjectsAreThoseOfTheTopicsAndStores() {
        assertThat(get("/subjects"))
                .isEqualTo(
                        "[\"podtide.pod-status-value\",\"podtide.kube-events-value\",\"podtide.cluster-clock-value\","
                                + "\"podtide.symptoms-value\",\"podtide.incidents-value\","
                                + "\"podtide.state.pods\",\"podtide.state.workloads\",\"podtide.state.nodes\","
                                + "\"podtide.state.fleet-news\",\"podtide.node-status-value\","
                                + "\"podtide.state.controllers\",\"podtide.state.node-contacts\","
                                + "\"podtide.state.clusters\",\"podtide.state.groups\","
                                + "\"podtide.state.silences\"]");
        assertThat(get(SUBJECT + "/versions")).startsWith("[1, 2");
    }

    @Test
    void aVersionComesWithItsIdAndItsSchema() {
        int newest = newest();
        var expected = "{\"subject\":\"podtide.cluster-clock-value\",\"version\":" + newest + ",\"id\":" + CLOCK_ID
                + ",\"schema\":" + quoted(CLOCK) + "}";

        assertThat(get(SUBJECT + "/versions/1")).contains("\"version\":1,\"id\":763000003,");
        assertThat(get(SUBJECT + "/versions/" + newest)).isEqualTo(expected);
        assertThat(get(SUBJECT + "/versions/latest")).isEqualTo(expected);
        assertThat(get(SUBJECT + "/versions/-1")).isEqualTo(expected);
        assertThat(get(SUBJECT + "/versions/latest/schema")).isEqualTo(CLOCK);
    }

    private int newest() {
        return Integer.parseInt(get(SUBJECT + "/versions").replaceFirst(".*?(\\d+)]$", "$1"));
    }

    @Test
    void anIdLeadsToItsSchema() {
        assertThat(get("/schemas/ids/763000002"))
                .isEqualTo("{\"schema\":" + quoted(KubeEvent.getClassSchema().toString()) + "}");
        assertThat(get("/schemas/ids/" + CLOCK_ID + "?subject=x")).isEqualTo("{\"schema\":" + quoted(CLOCK) + "}");
        assertThat(get("/schemas/ids/" + CLOCK_ID + "/schema")).isEqualTo(CLOCK);
        assertThat(get("/schemas/ids/763000003/versions"))
                .isEqualTo("[{\"subject\":\"podtide.cluster-clock-value\",\"version\":1}]");
    }

    @Test
    void whatClientsAskForFirstIsAnswered() {
        assertThat(get("/schemas/types")).isEqualTo("[\"AVRO\"]");
        assertThat(get("/config")).isEqualTo("{\"compatibilityLevel\":\"FULL_TRANSITIVE\"}");
        assertThat(get("/config/podtide.incidents-value")).isEqualTo("{\"compatibilityLevel\":\"FULL_TRANSITIVE\"}");
        assertThat(get("/mode")).isEqualTo("{\"mode\":\"READONLY\"}");
    }

    @Test
    void aSchemaIsFoundByItsTextWithOrWithoutDocs() {
        var plain = SchemaNormalization.toParsingForm(new Schema.Parser().parse(CLOCK));
        for (var text : new String[] {CLOCK, plain}) {
            var found = call("POST", SUBJECT, "{\"schema\":" + quoted(text) + "}");

            assertThat(found.body()).isEqualTo(get(SUBJECT + "/versions/latest"));
            assertThat(found.statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | /subjects/orders-value/versions        |    | 404 | 40401 | Subject 'orders-value' not found.",
                "GET  | /subjects/a%2Fb/versions/1             |    | 404 | 40401 | Subject 'a/b' not found.",
                "GET  | /config/orders-value                   |    | 404 | 40401 | Subject 'orders-value' not found.",
                "POST | /subjects/orders-value                 | {} | 404 | 40401 | Subject 'orders-value' not found.",
                "GET  | /subjects/podtide.symptoms-value/versions/9 | | 404 | 40402 | Version 9 not found.",
                "GET  | /schemas/ids/17                        |    | 404 | 40403 | Schema not found",
                "GET  | /schemas/ids/x/schema                  |    | 404 | 40403 | Schema not found",
                "GET  | /schemas/ids/17/versions               |    | 404 | 40403 | Schema not found",
                "POST | /subjects/podtide.symptoms-value | {\"schema\":\"\\\"string\\\"\"} | 404 | 40403 | Schema not found",
                "POST | /subjects/podtide.symptoms-value       | {  | 422 | 42201 | Input is not an Avro schema",
                "POST | /subjects/podtide.symptoms-value       | {\"schema\":\"no\"} | 422 | 42201 | Input is not an Avro schema",
                "GET  | /subjects/podtide.symptoms-value/versions/x | | 422 | 42202 | The specified version 'x' is not a valid version id. Allowed: 1 and up, latest",
                "GET  | /subjects/podtide.symptoms-value/versions/0 | | 422 | 42202 | The specified version '0' is not a valid version id. Allowed: 1 and up, latest",
                "GET  | /contexts                              |    | 404 | 404 | HTTP 404 Not Found",
                "GET  | /                                      |    | 404 | 404 | HTTP 404 Not Found",
                "POST | /subjects/podtide.symptoms-value/versions | {} | 405 | 405 | These schemas are those of a Podtide release and cannot be changed",
                "PUT  | /config                                | {} | 405 | 405 | These schemas are those of a Podtide release and cannot be changed",
                "DELETE | /subjects/podtide.symptoms-value     |    | 405 | 405 | These schemas are those of a Podtide release and cannot be changed"
            })
    void whatCannotBeHadIsRefusedWithConfluentsCodes(
            String method, String path, String body, int status, int code, String message) {
        var response = call(method, path, body == null ? "" : body);

        assertThat(response.body()).isEqualTo("{\"error_code\":" + code + ",\"message\":\"" + message + "\"}");
        assertThat(response.statusCode()).isEqualTo(status);
    }
}
