package io.podtide.trends.http;

import static io.podtide.trends.given.AnOccurrence.restart;
import static io.podtide.trends.given.Written.batch;
import static io.podtide.trends.given.Written.heartbeat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.podtide.trends.given.AnIncident;
import io.podtide.trends.given.Databases;
import io.podtide.trends.query.History;
import io.podtide.trends.query.Questions;
import io.podtide.trends.store.Database;
import io.podtide.trends.store.HistoryWriter;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiServerTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AnIncident CART = AnIncident.of("cart", NOW.minus(Duration.ofMinutes(30)));

    @TempDir
    static Path directory;

    private static Database database;
    private static HistoryWriter writer;
    private static History history;
    private static ApiServer server;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        database = Databases.DUCKDB.empty(directory);
        writer = HistoryWriter.open(database);
        var batch = batch(
                0,
                1,
                CART.open(),
                AnIncident.of("web", NOW.minus(Duration.ofHours(3))).open());
        batch.add(restart("cart", NOW.minus(Duration.ofMinutes(31))));
        batch.add(heartbeat("east", NOW));
        writer.write(batch);
        history = new History(database, Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofSeconds(30));
        server = ApiServer.start(ApiSettings.loopback(0), history, database, () -> null);
    }

    @AfterAll
    static void stop() {
        server.close();
        writer.close();
        database.close();
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        return get(server, path, headers);
    }

    private static HttpResponse<String> get(ApiServer from, String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(from.url().resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode document() throws Exception {
        return JSON.readTree(get("/api/v1/openapi.json").body());
    }

    /** A way to call each path of the document. */
    private static String callable(String path) {
        return path.replace("{id}", CART.open().id()) + (path.endsWith("/before-after") ? "?at=1h" : "");
    }

    @Test
    void everyRouteIsInTheDocumentAndEveryPathOfItIsARoute() throws Exception {
        var paths = new TreeSet<String>();
        document().get("paths").fieldNames().forEachRemaining(paths::add);
        assertThat(paths).isEqualTo(new TreeSet<>(server.routes()));
    }

    @Test
    void everyAnswerIsOfTheShapeThatTheDocumentTells() throws Exception {
        var document = document();
        var checked = new ArrayList<String>();
        for (var path : new TreeSet<>(server.routes())) {
            var content = document.at("/paths/" + path.replace("/", "~1") + "/get/responses/200/content");
            if (!content.has("application/json")) {
                continue; // the stream has a test of its own
            }
            var answer = get(callable(path));
            assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
            assertThat(mistakes(document, content.at("/application~1json/schema"), answer.body()))
                    .as(path)
                    .isEmpty();
            checked.add(path);
        }
        assertThat(checked).hasSize(Questions.ALL.size() + 8);
        var problem = document.at("/components/schemas/Problem");
        assertThat(mistakes(document, problem, get("/api/v1/trends/top?by=luck").body()))
                .isEmpty();
        assertThat(mistakes(document, problem, get("/api/v1/nothing").body())).isEmpty();
        assertThat(mistakes(document, problem, "{\"title\":1}")).isNotEmpty();
    }

    /** With the components, which the schema refers to. */
    private static List<String> mistakes(JsonNode document, JsonNode schema, String answer) throws Exception {
        var whole = JSON.createObjectNode();
        whole.setAll((com.fasterxml.jackson.databind.node.ObjectNode) schema);
        whole.set("components", document.get("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole.toString(), InputFormat.JSON)
                .validate(answer, InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void questionsAreAskedWithTheNamesOfTheirParameters() throws Exception {
        var answer = JSON.readTree(
                get("/api/v1/trends/top?group=workload&by=restarts&since=1d").body());
        assertThat(answer.get("rows")).hasSize(1);
        assertThat(answer.at("/rows/0/workload").asText()).isEqualTo("cart");
        assertThat(answer.at("/rows/0/value").asLong()).isEqualTo(1);
        assertThat(answer.get("from").asText()).isEqualTo("2026-11-19T12:00:00.000Z");

        var csv = get("/api/v1/trends/top?group=workload&since=1d", "Accept", "text/csv");
        assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
        assertThat(csv.body().lines())
                .containsExactly(
                        "workloadKind,workload,value,lastAt",
                        "Deployment,cart,1,2026-11-20T11:32:00.000Z",
                        "Deployment,web,1,2026-11-20T09:02:00.000Z");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() throws Exception {
        var answer = get("/api/v1/trends/top?by=luck&kind=FLOOD&limit=0&clutser=a&since=9d&from=" + text("' OR 1=1"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(JSON.readTree(answer.body()).get("problems"))
                .extracting(problem -> problem.asText().replaceAll(":.*", ""))
                .containsExactlyInAnyOrder("clutser", "from", "since", "by", "kind", "limit");
    }

    @Test
    void absurdQuestionsAreRefused() throws Exception {
        for (var question : List.of(
                "top?since=900d",
                "top?from=2026-11-20T00:00:00Z&to=2026-11-19T00:00:00Z",
                "top?from=0001-01-01T00:00:00Z&to=0001-01-02T00:00:00Z",
                "top?to=%2B999999999-12-31T23:59:59Z",
                "top?limit=99999999999999999999",
                "top?after=-1",
                "top?cluster=",
                "top?cluster=" + "x".repeat(600),
                "top?group=cluster,namespace,workload,kind,cause",
                "top?group=password",
                "over-time?every=hour&since=300d",
                "over-time?every=minute&since=25h",
                "incidents?text=",
                "top?text=cart",
                "incidents?after=x",
                "before-after",
                "before-after?at=1h&within=0s")) {
            assertThat(get("/api/v1/trends/" + question).statusCode())
                    .as(question)
                    .isEqualTo(400);
        }
        assertThat(get("/api/v1/trends/top?cluster=" + "x".repeat(9000)).statusCode())
                .isEqualTo(414);
        assertThat(get("/api/v1/changes?since=x").statusCode()).isEqualTo(400);
    }

    @Test
    void whatIsNotThereIsAProblemToo() throws Exception {
        for (var path : List.of(
                "/nothing", "/api/v1/trends/nothing", "/api/v1/incidents/none", "/api/v1/incidents/none/revisions")) {
            var answer = get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type")).as(path).hasValue("application/problem+json");
        }
        var post = CLIENT.send(
                HttpRequest.newBuilder(server.url().resolve("/api/v1/trends/top"))
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertThat(post.statusCode()).isEqualTo(405);
    }

    @Test
    void anAnswerThatIsStillTheSameIsNotSentAgain() throws Exception {
        var first = get("/api/v1/trends/open");
        var tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(get("/api/v1/trends/open", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(get("/api/v1/trends/open?limit=1", "If-None-Match", tag).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theStatusTellsTheTimeOfTheHistory() throws Exception {
        var status = JSON.readTree(get("/api/v1/status").body());
        assertThat(status.get("now").asText()).isEqualTo("2026-11-20T12:00:00.000Z");
        assertThat(status.get("firstHeard").asText()).isEqualTo("2026-11-20T12:00:00.000Z");
        assertThat(status.get("recorded").asBoolean()).isFalse();
    }

    @Test
    void anIncidentAndItsHistory() throws Exception {
        var id = CART.open().id();
        assertThat(JSON.readTree(get("/api/v1/incidents/" + id).body())
                        .get("workload")
                        .asText())
                .isEqualTo("cart");
        assertThat(JSON.readTree(get("/api/v1/incidents/" + id + "/revisions").body())
                        .get("revisions"))
                .hasSize(1);
        var occurrences =
                JSON.readTree(get("/api/v1/incidents/" + id + "/occurrences").body());
        assertThat(occurrences.get("rows")).hasSize(1);
        assertThat(occurrences.at("/rows/0/pod").asText()).isEqualTo("cart-1");
        assertThat(get("/api/v1/incidents/" + text("' OR '1'='1")).statusCode()).isEqualTo(404);
    }

    @Test
    void changesArePolledAndStreamedByTheirNumber() throws Exception {
        long newest = history.newest();
        var request = HttpRequest.newBuilder(server.url().resolve("/api/v1/stream?since=" + newest))
                .header("Accept", "text/event-stream")
                .build();
        var stream = CLIENT.send(request, BodyHandlers.ofInputStream());
        assertThat(stream.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        assertThat(get("/api/v1/stream").statusCode()).isEqualTo(406);
        var position = writer.positions().get(0).next();
        var late = AnIncident.of("late", NOW.minus(Duration.ofMinutes(5))).open();
        writer.write(batch(position, position + 1, late));

        try (var lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            var event = new ArrayList<String>();
            while (event.size() < 3) {
                var line = lines.readLine();
                if (line.startsWith("id:") || line.startsWith("event:") || line.startsWith("data:")) {
                    event.add(line);
                }
            }
            assertThat(event).anyMatch(line -> line.matches("id: ?" + (newest + 1)));
            assertThat(event).anyMatch(line -> line.matches("event: ?incident"));
            assertThat(event).anyMatch(line -> line.contains(late.id()));
        }
        var changes = JSON.readTree(get("/api/v1/changes?since=" + newest).body());
        assertThat(changes.get("newest").asLong()).isEqualTo(newest + 1);
        assertThat(changes.at("/changes/0/incident/id").asText()).isEqualTo(late.id());
        assertThat(JSON.readTree(get("/api/v1/changes?since=" + (newest + 1)).body())
                        .get("changes"))
                .isEmpty();
    }

    @Test
    void aTokenIsAskedForWhereThereIsOne() throws Exception {
        var settings = new ApiSettings("127.0.0.1", 0, "a-token-of-the-tests", null);
        assertThat(settings.toString()).doesNotContain("a-token");
        try (var guarded = ApiServer.start(settings, history, database, () -> null)) {
            for (var path :
                    List.of("/api/v1/trends/open", "/api/v1/stream", "/api/v1/openapi.json", "/api/v1/nothing")) {
                var answer = get(guarded, path);
                assertThat(answer.statusCode()).as(path).isEqualTo(401);
                assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
                assertThat(get(guarded, path, "Authorization", "Bearer a-token-of-the-test")
                                .statusCode())
                        .isEqualTo(401);
            }
            assertThat(get(guarded, "/api/v1/trends/open", "Authorization", "Bearer a-token-of-the-tests")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(get(guarded, "/api/v1/health").statusCode()).isEqualTo(200);
            assertThat(get(guarded, "/incidents").statusCode())
                    .as("the page has no data, and asks for the token")
                    .isEqualTo(200);
        }
    }

    @Test
    void addressesThatOthersReachNeedAToken() {
        assertThatThrownBy(() -> new ApiSettings("0.0.0.0", 0, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--token-file");
        assertThatThrownBy(() -> new ApiSettings("127.0.0.1", 0, "short", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the token must have 16 characters at least");
    }

    @Test
    void aPageUnderAnotherNameMayNotReadWhatIsHere() throws Exception {
        for (var path : List.of("/api/v1/trends/open", "/incidents")) {
            try (var socket =
                    new java.net.Socket(server.url().getHost(), server.url().getPort())) {
                socket.getOutputStream()
                        .write(("GET " + path + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer).startsWith("HTTP/1.1 403 ");
            }
        }
    }

    @Test
    void aPortThatIsTakenIsSaid() {
        assertThatThrownBy(() ->
                        ApiServer.start(ApiSettings.loopback(server.url().getPort()), history, database, () -> null))
                .isInstanceOf(java.io.IOException.class)
                .hasMessageStartingWith(
                        "cannot serve the history at 127.0.0.1:" + server.url().getPort());
    }

    private static String text(String raw) {
        return URLEncoder.encode(raw, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
