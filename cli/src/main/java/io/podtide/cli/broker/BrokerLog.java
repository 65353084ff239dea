package io.podtide.cli.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;

/** The broker's log: a file in its data directory, for it has no console. */
final class BrokerLog {

    private static final Pattern LINE = Pattern.compile("^(?<at>\\d{4}-\\S+Z) (?<level>[A-Z]+) +(?<message>.*)");

    private BrokerLog() {}

    static Path file(Path directory) {
        return directory.resolve("broker.log");
    }

    /** The newest line at level ERROR since then, without what stands before the message; else the newest line at all. */
    static String lastError(Path directory, Instant since) {
        var last = "nothing in the log";
        var lastError = "";
        try (var lines = Files.lines(file(directory))) {
            for (var text : (Iterable<String>) lines::iterator) {
                var line = LINE.matcher(text);
                if (line.find() && !Instant.parse(line.group("at")).isBefore(since)) {
                    last = line.group("message");
                    lastError = line.group("level").equals("ERROR") ? last : lastError;
                }
            }
        } catch (IOException | UncheckedIOException e) {
            return "no readable log";
        }
        return lastError.isEmpty() ? last : lastError;
    }
}
