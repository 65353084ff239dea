package io.podtide.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A headless Chromium with a profile of its own, which is empty; its first window is open. */
final class Chromium implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 60_000;

    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,900",
            "--remote-debugging-port=0");

    /** When the frame with the first tile has been painted, in milliseconds since the navigation began. */
    private static final String WATCH = """
            window.podtideTile = new Promise(done => {
              const look = () => {
                if (!document.querySelector('.tile .mark')) return requestAnimationFrame(look);
                const after = new MessageChannel();
                after.port1.onmessage = () => done(performance.now());
                requestAnimationFrame(() => after.port2.postMessage(0));
              };
              look();
            });
            """;

    private static final String RESULT = """
            window.podtideTile.then(tile => JSON.stringify({
              tile,
              document: performance.getEntriesByType('navigation')[0].responseEnd,
              paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
              files: Math.max(...performance.getEntriesByType('resource').filter(e => e.name.includes('/page/')).map(e => e.responseEnd)),
              fleet: performance.getEntriesByType('resource').find(e => e.name.includes('/trends/fleet'))?.responseEnd ?? 0,
              requests: performance.getEntriesByType('resource').length + 1}))
            """;

    private final Process process;
    private final DevTools tools;

    private Chromium(Process process, DevTools tools) {
        this.process = process;
        this.tools = tools;
    }

    static Chromium start(Path program, Path profile) throws IOException, InterruptedException {
        var line = new ArrayList<String>();
        line.add(program.toString());
        line.addAll(FLAGS);
        line.add("--user-data-dir=" + Files.createDirectories(profile));
        line.add("about:blank");
        var process = new ProcessBuilder(line)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(profile.resolve("chromium.log").toFile())
                .start();
        return new Chromium(process, DevTools.connect(address(process, profile.resolve("DevToolsActivePort"))));
    }

    /** It writes a port and a path there when it is ready. */
    private static URI address(Process process, Path file) throws IOException, InterruptedException {
        for (long waited = 0; waited < PATIENCE_MILLIS && process.isAlive(); waited += 50) {
            if (Files.exists(file)) {
                var lines = Files.readAllLines(file);
                if (lines.size() == 2) {
                    return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
                }
            }
            Thread.sleep(50);
        }
        throw new IOException("Chromium does not start (alive: " + process.isAlive() + ")");
    }

    /** A window whose cache and storage are empty. */
    String freshWindow() throws InterruptedException {
        var context = tools.send(null, "Target.createBrowserContext", Map.of());
        var target = tools.send(
                null,
                "Target.createTarget",
                Map.of(
                        "url",
                        "about:blank",
                        "browserContextId",
                        context.get("browserContextId").asText()));
        var attached = tools.send(
                null,
                "Target.attachToTarget",
                Map.of("targetId", target.get("targetId").asText(), "flatten", true));
        var session = attached.get("sessionId").asText();
        tools.send(session, "Page.enable", Map.of());
        tools.send(session, "Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
        return session;
    }

    /** Milliseconds since the navigation began, by name; and how many requests there were. */
    JsonNode open(String window, URI page) throws IOException, InterruptedException {
        tools.send(window, "Page.navigate", Map.of("url", page.toString()));
        var result = tools.send(
                window, "Runtime.evaluate", Map.of("expression", RESULT, "awaitPromise", true, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new IOException(result.get("exceptionDetails").toString());
        }
        return new ObjectMapper().readTree(result.at("/result/value").asText());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
