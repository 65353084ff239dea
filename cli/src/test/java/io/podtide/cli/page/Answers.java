package io.podtide.cli.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** What the API says, to be held against what is on the screen. */
record Answers(URI server) {

    JsonNode get(String path) {
        try {
            var request =
                    HttpRequest.newBuilder(server.resolve("/api/v1/" + path)).build();
            return new ObjectMapper()
                    .readTree(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    JsonNode rows(String question) {
        return get("trends/" + question).get("rows");
    }
}
