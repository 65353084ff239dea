package io.podtide.trends.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PageTest {

    private static final Path SOURCES = Path.of("src/main/resources/io/podtide/trends/page");
    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"([^\"]+)\"");
    private static final Pattern IMPORTED = Pattern.compile("(?:from |import\\()'\\./([^']+)'");
    /** Ways for a text to become markup or code. */
    private static final Pattern MARKUP =
            Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|new Function|DOMParser");

    private static Javalin server;

    @BeforeAll
    static void start() {
        server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.http.generateEtags = true;
                    config.jetty.port = 0;
                    config.jetty.host = "127.0.0.1";
                    Page.load().addTo(config.routes);
                })
                .start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void everyViewIsTheSameDocumentWhichLoadsNothingFromElsewhere() throws Exception {
        var page = get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type.replace(" ", "")).isEqualTo("text/html;charset=utf-8"));
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .startsWith("default-src 'self';")
                        .contains("require-trusted-types-for 'script'")
                        .doesNotContain("unsafe"));
        for (var view : List.of("/incidents", "/incidents/any", "/trends")) {
            assertThat(get(view).body()).as(view).isEqualTo(page.body());
        }
        assertThat(page.body())
                .doesNotContain("<style")
                .doesNotContain("style=")
                .doesNotContainPattern("<script[^>]*>[^<]");
        var loaded = LOADED.matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(loaded)
                .hasSizeGreaterThan(30)
                .allSatisfy(file -> assertThat(file).startsWith("/"));
        for (var file : loaded) {
            if (file.startsWith("/page/")) {
                assertThat(get(file).statusCode()).as(file).isEqualTo(200);
            }
        }
    }

    @Test
    void filesAreKeptForEverUnderAVersionOfTheirOwn() throws Exception {
        var version = PageFiles.load().version();
        var file = get("/page/" + version + "/app.js");
        assertThat(file.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
        assertThat(file.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/javascript"));
        var tag = file.headers().firstValue("ETag").orElseThrow();
        assertThat(get("/page/" + version + "/app.js", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        for (var none : List.of(
                "/page/other/app.js",
                "/page/" + version + "/index.html",
                "/page/" + version + "/..%2FPage.class",
                "/page/" + version + "/none.js")) {
            assertThat(get(none).statusCode()).as(none).isIn(400, 404);
        }
    }

    @Test
    void allFilesThereAreAreServedAndNoOthersAreAskedFor() throws IOException {
        try (var files = Files.list(SOURCES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> !name.equals("index.html"))
                    .containsExactlyInAnyOrderElementsOf(PageFiles.OWN);
        }
        var imported = new TreeSet<String>();
        for (var name : PageFiles.OWN) {
            imported.addAll(IMPORTED.matcher(Files.readString(SOURCES.resolve(name)))
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet()));
        }
        assertThat(imported)
                .hasSizeGreaterThan(20)
                .allSatisfy(name ->
                        assertThat(PageFiles.load().named(name)).as(name).isPresent());
    }

    @Test
    void filesAreSmallAndMakeNoMarkupOfTexts() throws IOException {
        for (var name : PageFiles.OWN) {
            var text = Files.readString(SOURCES.resolve(name));
            assertThat(text.lines().count()).as(name).isLessThan(150);
            assertThat(MARKUP.matcher(text).find()).as(name).isFalse();
            assertThat(text.replaceAll("https?://(www\\.w3\\.org|github\\.com/developit)/", ""))
                    .as(name)
                    .doesNotContain("://");
        }
    }
}
