package io.podtide.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MockApiServerTest {

    private static final Pattern UID = Pattern.compile("\"uid\":\"([0-9a-f-]{36})\",\"resourceVersion\"");
    private static final Pattern NEXT = Pattern.compile("\"continue\":\"(\\d+)\"");

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aListHasEveryPodOnceAndEachIsAsLargeAsAReal() throws Exception {
        try (var server = MockApiServer.start(new RestartingPods(1234, 1))) {
            var uids = new HashSet<String>();
            var pods = 0;
            var bytes = 0L;
            var next = "";
            do {
                var page = get(server, "limit=500" + next);
                var found = UID.matcher(page);
                while (found.find()) {
                    uids.add(found.group(1));
                    pods++;
                }
                bytes += page.length();
                var more = NEXT.matcher(page);
                next = more.find() ? "&continue=" + more.group(1) : "";
            } while (!next.isEmpty());

            assertThat(pods).isEqualTo(1234);
            assertThat(uids).hasSize(1234);
            assertThat(bytes / pods).isBetween(10_500L, 11_500L);
        }
    }

    @Test
    void theSameSeedMakesTheSamePods() throws Exception {
        try (var one = MockApiServer.start(new RestartingPods(50, 7));
                var same = MockApiServer.start(new RestartingPods(50, 7));
                var other = MockApiServer.start(new RestartingPods(50, 8))) {
            assertThat(uids(one)).isEqualTo(uids(same)).isNotEqualTo(uids(other));
        }
    }

    @Test
    void aWatchTellsOfEachChangeWhenItWasWritten() throws Exception {
        try (var server = MockApiServer.start(new RestartingPods(50, 1))) {
            server.rate(1000);
            var before = PodFleet.micros();
            var request = HttpRequest.newBuilder(uri(server, "watch=1&timeoutSeconds=30"))
                    .build();
            var last = before;
            try (var lines = new BufferedReader(new InputStreamReader(
                    http.send(request, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8))) {
                for (var i = 0; i < 200; i++) {
                    var line = lines.readLine();
                    assertThat(line)
                            .startsWith("{\"type\":\"MODIFIED\",\"object\":{\"kind\":\"Pod\"")
                            .endsWith("}}");
                    var version = Long.parseLong(line.replaceAll(".*\"resourceVersion\":\"(\\d+)\".*", "$1"));
                    assertThat(version).isGreaterThan(last).isLessThanOrEqualTo(PodFleet.micros());
                    last = version;
                }
            }
        }
    }

    private java.util.Set<String> uids(MockApiServer.Running server) throws IOException, InterruptedException {
        var uids = new HashSet<String>();
        var found = UID.matcher(get(server, "limit=500"));
        while (found.find()) {
            uids.add(found.group(1));
        }
        return uids;
    }

    private String get(MockApiServer.Running server, String query) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri(server, query)).build(), BodyHandlers.ofString())
                .body();
    }

    private static URI uri(MockApiServer.Running server, String query) {
        return URI.create("http://localhost:" + server.port() + "/api/v1/pods?" + query);
    }
}
