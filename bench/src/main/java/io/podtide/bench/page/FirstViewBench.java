package io.podtide.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.podtide.bench.Child;
import io.podtide.bench.Figures;
import io.podtide.bench.Machine;
import io.podtide.cli.Podtide;
import io.podtide.cli.broker.BrokerProcess;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/page.sh}. */
@Command(
        name = "bench/page.sh",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Measures how soon the page shows the first cluster's tile, since the navigation began.")
final class FirstViewBench implements Callable<Integer> {

    /** Of the tests of module trends, whose classes are on the class path: the same history as all its figures are of. */
    private static final String HISTORY_BENCH = "io.podtide.trends.bench.HistoryBench";

    private static final Pattern PAGE = Pattern.compile("page at (http://[0-9.:]+/)");
    private static final long PATIENCE_MILLIS = 120_000;

    @Option(names = "--runs", description = "Servers that are started, one after the other, for each history.")
    private int runs = 5;

    @Option(
            names = "--incidents",
            split = ",",
            description = "Of each history; ten occurrences for each, 200 clusters.")
    private List<Long> incidents = List.of(1_000L, 1_000_000L);

    @Option(names = "--histories", description = "Where they are, and are made if they are not there.")
    private Path histories = Path.of(System.getProperty("java.io.tmpdir"), "podtide-page-bench");

    @Option(names = "--database", description = "One that is filled, of any kind, instead.")
    private List<String> databases = List.of();

    private FirstViewBench() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new FirstViewBench()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var chromium = chromium();
        var scratch = Files.createTempDirectory("podtide-bench");
        try (var broker = BrokerProcess.start(scratch.resolve("broker"))) {
            for (var database : databases.isEmpty() ? filled(scratch) : databases) {
                var figures = new Figures();
                for (int run = 1; run <= runs; run++) {
                    var directory = Files.createDirectories(scratch.resolve("run-" + run));
                    measure(chromium, broker.bootstrapServers(), database, directory, figures);
                }
                System.out.printf("%n%s, %s, ms%n%n%s", database, Machine.describe(), figures.table());
            }
        }
        return 0;
    }

    private static Path chromium() throws IOException {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "chromium"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException("chromium is not installed (Debian: chromium)"));
    }

    private List<String> filled(Path scratch) throws IOException, InterruptedException {
        Files.createDirectories(histories);
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        for (var count : incidents) {
            var file = file(count);
            if (!Files.exists(Path.of(file))) {
                System.err.printf("%s: filling it with %,d incidents%n", file, count);
                var fill = List.of("-Xmx2g", HISTORY_BENCH, file, count.toString(), "1", now.toString());
                try (var child = Child.start("fill", scratch.resolve("fill.log"), fill)) {
                    child.end();
                }
            }
        }
        return incidents.stream().map(this::file).toList();
    }

    private String file(long count) {
        return histories.resolve(count + ".duckdb").toString();
    }

    /** The browser is there first: its own start is nobody's but its own. */
    private static void measure(Path program, String kafka, String database, Path directory, Figures figures)
            throws IOException, InterruptedException {
        try (var chromium = Chromium.start(program, Files.createTempDirectory(directory, "profile"))) {
            var window = chromium.freshWindow();
            var log = Files.createTempFile(directory, "server", ".log");
            var serve = List.of(
                    Podtide.class.getName(),
                    "trends",
                    "serve",
                    "--bootstrap-servers=" + kafka,
                    "--database=" + database,
                    "--port=0");
            try (var server = Child.start("server", log, serve)) {
                var page = page(log);
                note(figures, "server just started, empty cache", chromium.open(window, page));
                for (int i = 0; i < 20; i++) {
                    chromium.open(window, page);
                }
                note(figures, "warm server, empty cache", chromium.open(chromium.freshWindow(), page));
                note(figures, "warm server, again", chromium.open(window, page));
                figures.add("server's peak RSS, MiB", server.peakMemory());
            }
        }
    }

    private static void note(Figures figures, String name, JsonNode view) {
        figures.add(name + ": first tile", view.get("tile").asDouble());
        figures.add(name + ": of that, document", view.get("document").asDouble());
        figures.add(name + ": first paint", view.get("paint").asDouble());
        figures.add(name + ": last file", view.get("files").asDouble());
        figures.add(name + ": fleet answered", view.get("fleet").asDouble());
        figures.add(name + ": requests", view.get("requests").asDouble());
    }

    private static URI page(Path log) throws IOException, InterruptedException {
        for (long waited = 0; waited < PATIENCE_MILLIS; waited += 20) {
            var found = PAGE.matcher(Files.readString(log));
            if (found.find()) {
                return URI.create(found.group(1));
            }
            Thread.sleep(20);
        }
        throw new IOException("the server does not start: " + Files.readString(log));
    }
}
