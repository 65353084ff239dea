package io.podtide.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code podtide trends serve} as a process of its own, as its API tells. */
record TrendsProcess(UpProcess process, Path note) implements AutoCloseable {

    static TrendsProcess serve(TestKafka broker, Path database) throws IOException {
        return new TrendsProcess(
                UpProcess.command(List.of(
                        "trends",
                        "serve",
                        "--bootstrap-servers",
                        broker.bootstrapServers(),
                        "--database",
                        database.toString(),
                        "--port",
                        "0")),
                database.resolveSibling(database.getFileName() + ".url"));
    }

    /** With a history in a database that is no file, which nobody notes anything beside. */
    static TrendsProcess serve(TestKafka broker, String database, Path note) throws Exception {
        var process = UpProcess.command(List.of(
                "trends",
                "serve",
                "--bootstrap-servers",
                broker.bootstrapServers(),
                "--database",
                database,
                "--port",
                "0",
                "--http-port",
                "0"));
        var health = process.awaitErr("health and metrics at ").replaceAll(".* at (http\\S+).*", "$1");
        Files.writeString(health(note), health);
        var page = process.awaitErr("trends: page at ");
        Files.writeString(note, page.replaceAll(".*page at (\\S+)/, API.*", "$1"));
        return new TrendsProcess(process, note);
    }

    boolean ready() {
        return Files.exists(note) && status().hasNonNull("feed");
    }

    private static Path health(Path note) {
        return note.resolveSibling(note.getFileName() + ".health");
    }

    /** To a load balancer; of one in a database that is no file. */
    boolean isReadyForAll() throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create(Files.readString(health(note))).resolve("/health/ready"))
                .timeout(Duration.ofSeconds(20))
                .build();
        return HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode()
                == 200;
    }

    long rows() {
        return status().path("feed").path("rows").asLong();
    }

    long behind() {
        var feed = status().path("feed");
        return feed.path("rows").asLong() == 0 ? -1 : feed.path("behind").asLong(-1);
    }

    long records() {
        return status().path("feed").path("records").asLong();
    }

    /** What keeps it from writing; empty if nothing does. */
    String problem() {
        return status().path("feed").path("problem").asText("");
    }

    boolean standby() {
        return status().path("feed").path("standby").asBoolean();
    }

    /** What the history lacks, be it that another writes it; -1 before that is known. */
    long lacks() {
        return status().path("feed").path("behind").asLong(-1);
    }

    /** The answer to a question, without the times that it was asked about. */
    String rows(String question) {
        return get("/api/v1/trends/" + question).path("rows").toString();
    }

    /** What it says when it ends, because it cannot begin. */
    String ends() throws Exception {
        assertThat(process.awaitEnd()).isEqualTo(3);
        return String.join("\n", process.err());
    }

    private JsonNode status() {
        return get("/api/v1/status");
    }

    private JsonNode get(String path) {
        try {
            var request = HttpRequest.newBuilder(
                            URI.create(Files.readString(note).strip()).resolve(path))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            return new ObjectMapper()
                    .readTree(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .body());
        } catch (IOException e) {
            return new ObjectMapper().createObjectNode(); // of the one before it, or not up yet
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void kill() {
        process.kill();
    }

    void terminate() throws Exception {
        process.terminate();
        assertThat(process.awaitEnd()).isIn(0, 143);
    }

    @Override
    public void close() {
        process.close();
    }
}
