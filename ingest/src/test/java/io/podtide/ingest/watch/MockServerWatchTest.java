package io.podtide.ingest.watch;

import static io.podtide.ingest.watch.WatchFixture.IMPATIENT;
import static io.podtide.ingest.watch.WatchFixture.bookmark;
import static io.podtide.ingest.watch.WatchFixture.options;
import static io.podtide.ingest.watch.WatchFixture.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against fabric8's mock server, whose plain HTTP watches have an end. */
@Timeout(60)
@EnableKubernetesMockClient
class MockServerWatchTest {

    /** Every watch is asked for in the same words: the mock server knows a request by its whole path. */
    private static final WatchSettings PREDICTABLE = new WatchSettings(
            500,
            Duration.ZERO,
            IMPATIENT.quiet(),
            IMPATIENT.firstRetry(),
            IMPATIENT.maxRetry(),
            IMPATIENT.heartbeat(),
            IMPATIENT.gapAfter());

    private static final String PODS = "/api/v1/pods?";
    private static final String LIST = PODS + "limit=500";

    KubernetesMockServer server;

    @Test
    void listWatchBookmarkAndRelist() {
        answersOnce(LIST, page("10", "next", pod("a", 1)));
        answersOnce(LIST + "&continue=next", page("10", "", pod("b", 2)));
        answersOnce(watch("10"), line("MODIFIED", pod("a", 11)) + line("BOOKMARK", bookmark(15)));
        answersOnce(watch("15"), line("ERROR", "{\"kind\":\"Status\",\"code\":410}"));
        answersOnce(LIST, page("20", "", pod("b", 2), pod("c", 18)));
        answersOnce(watch("20"), line("DELETED", pod("b", 21)));
        var sink = new KeptSink();
        try (var connection = connection();
                var watch = new ClusterWatch(connection, sink, options(PREDICTABLE, WatchFixture.problems()))) {
            watch.start();

            sink.awaitAll(
                    "GAP_STARTED",
                    "LISTED a@1",
                    "LISTED b@2",
                    "SYNCED",
                    "GAP_ENDED",
                    "CHANGED a@11",
                    "GAP_STARTED",
                    "LISTED c@18",
                    "DELETED a@11",
                    "GAP_ENDED",
                    "DELETED b@21");
        }
    }

    @Test
    void aClusterSaysWhoItIs() throws InterruptedException {
        answersOnce("/api/v1/namespaces/kube-system", "{\"kind\":\"Namespace\",\"metadata\":{\"uid\":\"uid-1\"}}");

        try (var connection = connection()) {
            assertThat(connection.identify().uid()).isEqualTo("uid-1");
        }
    }

    private KubeConnection connection() {
        var config = new ConfigBuilder(io.fabric8.kubernetes.client.Config.empty())
                .withMasterUrl(server.url("/"))
                .withTrustCerts(true)
                .build();
        return KubeConnection.of(config, new ClusterAccess(null, null, "prod-1"));
    }

    private void answersOnce(String path, String body) {
        server.expect().get().withPath(path).andReturn(200, body).once();
    }

    private static String watch(String from) {
        return PODS + "watch=1&allowWatchBookmarks=true&resourceVersion=" + from + "&timeoutSeconds=0";
    }

    private static String line(String type, String object) {
        return "{\"type\":\"%s\",\"object\":%s}\n".formatted(type, object);
    }

    private static String page(String version, String next, String... pods) {
        return FakeApi.page(version, next, pods).body();
    }
}
