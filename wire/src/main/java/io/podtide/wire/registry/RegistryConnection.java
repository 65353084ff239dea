package io.podtide.wire.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Calls of a registry's REST API. A call that fails for want of a connection or with a 5xx or 429 status is repeated, four
 * times at most, with pauses that double: a registry that restarts behind its load balancer is bridged, one that is gone is
 * reported. One that refuses at once is given up after the pauses alone; one that nobody answers for takes the timeout of each
 * attempt as well.
 */
final class RegistryConnection {

    static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

    private static final int ATTEMPTS = 5;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RegistryAddress address;
    private final Duration firstPause;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1) // the upgrade to 2 irritates some proxies, and gains nothing here
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    /** @param firstPause before the first repetition; doubles with each */
    RegistryConnection(RegistryAddress address, Duration firstPause) {
        this.address = address;
        this.firstPause = firstPause;
    }

    RegistryAnswer get(String path) {
        return call(request(path).GET().build());
    }

    RegistryAnswer post(String path, JsonNode body) {
        return call(request(path)
                .header("Content-Type", CONTENT_TYPE)
                .POST(text(body))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(address.url() + path))
                .timeout(TIMEOUT)
                .header("Accept", CONTENT_TYPE + ", application/json");
        if (address.authorization() != null) {
            request.header("Authorization", address.authorization());
        }
        return request;
    }

    private RegistryAnswer call(HttpRequest request) {
        var pause = firstPause;
        for (int attempt = 1; ; attempt++, pause = pause.multipliedBy(2)) {
            try {
                var response = http.send(request, BodyHandlers.ofString());
                if (attempt == ATTEMPTS || !mayPass(response.statusCode())) {
                    return answer(response);
                }
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new SchemaRegistryException(
                            "Cannot reach the schema registry at " + request.uri() + ": " + e, e);
                }
            } catch (InterruptedException e) {
                throw interrupted(request, e);
            }
            pause(request, pause);
        }
    }

    private static boolean mayPass(int status) {
        return status >= 500 || status == 429;
    }

    private static void pause(HttpRequest request, Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw interrupted(request, e);
        }
    }

    private static SchemaRegistryException interrupted(HttpRequest request, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new SchemaRegistryException("Interrupted while asking the schema registry at " + request.uri(), e);
    }

    private static RegistryAnswer answer(HttpResponse<String> response) {
        return new RegistryAnswer(response.uri(), response.statusCode(), parse(response.body()));
    }

    /** A proxy in between may answer with HTML. */
    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static BodyPublisher text(JsonNode body) {
        return BodyPublishers.ofString(body.toString());
    }

    @Override
    public String toString() {
        return "the schema registry at " + address;
    }
}
