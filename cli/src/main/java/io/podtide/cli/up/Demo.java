package io.podtide.cli.up;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The bundled recording as if it was of today: whoever looks at the last hours, with a page or a dashboard, finds it there.
 * Every time in it is moved by the same number of days, hours and seconds.
 */
public final class Demo {

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?=(\\.\\d+)?Z)");
    private static final Pattern OBSERVED_AT = Pattern.compile("\"observedAt\":\"([^\"]+)\"");

    private Demo() {}

    /**
     * Writes it, unless an earlier start has: the same file is the same recording, which goes on where it was stopped.
     *
     * @param end when its last change was seen
     */
    public static void write(Path file, Instant end) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        var bundled = Recordings.bundled(Files.createTempDirectory("podtide-demo"));
        var text = text(bundled);
        var last = text.substring(text.lastIndexOf("\"observedAt\""));
        var seen = OBSERVED_AT.matcher(last);
        if (!seen.find()) {
            throw new IOException("the bundled recording does not say when it was seen");
        }
        var by = Duration.ofSeconds(
                end.getEpochSecond() - Instant.parse(seen.group(1)).getEpochSecond());
        write(file, TIME.matcher(text).replaceAll(time -> moved(time.group(), by)));
        Files.delete(bundled);
        Files.delete(bundled.getParent());
    }

    /** Whole seconds; what is smaller stays behind them. */
    private static String moved(String seconds, Duration by) {
        return Instant.parse(seconds + "Z").plus(by).toString().replace("Z", "");
    }

    private static String text(Path file) throws IOException {
        try (var in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return in.lines().collect(Collectors.joining("\n", "", "\n"));
        }
    }

    private static void write(Path file, String text) throws IOException {
        var part = file.resolveSibling(file.getFileName() + ".part");
        try (var out = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(part)), StandardCharsets.UTF_8))) {
            out.write(text);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
